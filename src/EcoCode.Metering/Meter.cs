using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Metering.Windows;
using EcoCode.Processes;
using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>Measures one tree of processes: at every tick, readings become energy, and energy becomes someone's.</summary>
/// <remarks>
/// What the tree, other processes and nobody are charged sums to what was measured, to the microjoule, at every tick. One thread uses
/// it; <see cref="Latest"/> may be used from any. A tick in which no process is new allocates nothing.
/// </remarks>
public sealed class Meter : ISampled
{
    /// <summary>A share of a time that is told in steps is only taken over at least so many steps: 1 % of error.</summary>
    private const int FewestGrains = 100;

    /// <summary>At every whole second there is a settlement, so that the course of a run is known by the second.</summary>
    private const long LongestPending = TimeSpan.TicksPerSecond;

    /// <summary>/proc/meminfo is the dearest file of a tick, and the memory of a machine changes slowly.</summary>
    private static readonly TimeSpan MemoryEvery = TimeSpan.FromSeconds(1);

    private readonly MeteredMachine _machine;
    private readonly MeterOptions _options;
    private readonly IProcessTree _tree;
    private readonly TimeProvider _time;
    private readonly Settlement _settlement;
    private readonly MachineParts _parts;
    private readonly List<Charge> _charges = [];
    private readonly List<Charge> _open = [];
    private readonly History _history = new();
    private readonly TimeSpan[] _cpuLast;
    private readonly TimeSpan[] _cpuNow;
    private readonly int[] _socketIndex;
    private readonly GapWatch _gaps;
    private TimeSpan _unseenLast;
    private TimeSpan _ownLast;
    private TimeSpan _ownStart;
    private TimeSpan _settledAt;
    private TimeSpan _heldUntil;
    private TimeSpan _memoryDue;
    private Energy _treeLast;
    private long _start;
    private int _rowsSeen;
    private bool _wanted;
    private readonly Lock _lock = new();
    private LiveFigures _latest;

    /// <param name="machine">What is read.</param>
    /// <param name="tree">The processes that are charged.</param>
    /// <param name="socketOf">Socket (physical id) of each processor.</param>
    /// <param name="options">How it is shared out.</param>
    /// <param name="time">The clock.</param>
    public Meter(MeteredMachine machine, IProcessTree tree, IReadOnlyList<int> socketOf, MeterOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(socketOf);
        ArgumentNullException.ThrowIfNull(options);
        (_machine, _tree, _options, _time) = (machine, tree, options, time);
        Windows = new WindowLog(time);
        _parts = new MachineParts(machine.Slots, time);
        _settlement = new Settlement(options.Mode, machine.Cpu.Sockets, _charges);
        _cpuLast = new TimeSpan[machine.Cpu.Sockets.Count];
        _cpuNow = new TimeSpan[machine.Cpu.Sockets.Count];
        _socketIndex = [.. socketOf.Select(socket => Math.Max(0, machine.Cpu.Sockets.ToList().IndexOf(socket)))];
        _gaps = new GapWatch(time, machine.Suspended);
    }

    /// <summary>Named windows of the run, for the thread that ticks.</summary>
    public WindowLog Windows { get; }

    /// <summary>Figures that the measured program tells of itself, for the thread that ticks.</summary>
    public MetricLog Metrics { get; } = new();

    /// <summary>The moment of <see cref="Begin"/>, as the clock's time stamp.</summary>
    public long Begun => _start;

    /// <summary>The figures of the last settlement.</summary>
    public LiveFigures Latest
    {
        get
        {
            lock (_lock) return _latest;
        }
    }

    /// <summary>Grows whenever a process was first seen, or was charged for the last time: while it stays, only amounts have changed.</summary>
    public long RowChanges { get; private set; }

    /// <summary>All rows.</summary>
    internal IReadOnlyList<Charge> Charges => _charges;

    /// <summary>The sources.</summary>
    internal MachineParts Parts => _parts;

    /// <summary>The last settlement, with what went into it.</summary>
    internal Settlement Settled => _settlement;

    /// <summary>Time from the begin to the last settlement.</summary>
    internal TimeSpan SettledAt => _settledAt;

    /// <inheritdoc/>
    public TimeSpan Horizon => _parts.Horizon;

    /// <summary>Takes the power of the machine as it is now for its idle power: to be called some time after <see cref="Begin"/>, before the tree starts; begins anew.</summary>
    public void TakeBaseline()
    {
        _parts.Advance(_time.GetTimestamp(), last: false);
        _parts.TakeBaseline(_time.GetElapsedTime(_start));
        Begin();
    }

    /// <summary>Takes the first readings: baselines, never consumption.</summary>
    public void Begin()
    {
        _machine.Freshen?.Invoke();
        _start = _time.GetTimestamp();
        _parts.Begin(_start);
        if (_options.Mode == AttributionMode.Marginal) _parts.SetBaselines(_options.Baseline);
        _ = _machine.Cpu.TryRead(_cpuLast);
        _ownStart = _ownLast = _machine.OwnCpuTime();
        _settledAt = _heldUntil = _memoryDue = TimeSpan.Zero;
        Windows.Start(_start);
        _gaps.Begin();
    }

    /// <inheritdoc/>
    public void ReadCounters() => _parts.Advance(_time.GetTimestamp(), last: false);

    /// <inheritdoc/>
    public void Tick(bool last, TimeSpan expected)
    {
        if (last) _machine.Freshen?.Invoke();
        long now = _time.GetTimestamp();
        _gaps.Tick(expected);
        _parts.Advance(now, last);
        _tree.Scan();
        // A time that could not be told now is in the next one that is; until then nobody knows whose share is how large.
        bool told = _machine.Cpu.TryRead(_cpuNow);
        if (!told) _cpuLast.CopyTo(_cpuNow, 0);
        TimeSpan elapsed = _time.GetElapsedTime(_start, now);
        TakeRows(elapsed);
        if (last || (told && (_wanted || Weighty(elapsed) || Pressing))) Settle(elapsed, now);
        if (last) _parts.Finish(now);
    }

    /// <summary>Has the next tick settle, however coarse the clocks are: someone wants to know where things stand then.</summary>
    public void SettleNext() => _wanted = true;

    /// <summary>All that came of it.</summary>
    public MeterResult Result()
    {
        (TimeSpan width, IReadOnlyList<double> watts) = _history.Read(60);
        return new MeterResult
        {
            Duration = _settledAt,
            Mode = _options.Mode,
            TreeMethod = _tree.Method,
            MachineMethod = _machine.Cpu.Method,
            Processors = _machine.Cpu.Processors,
            TreeCpuTime = _tree.CpuTime,
            LiveProcesses = _tree.Live,
            Tracks = _parts.All,
            Dropped = _parts.Dropped,
            Processes = [.. _charges.Select(charge => charge.Freeze())],
            UnseenCpuTime = _tree.Unseen,
            UnseenEnergy = _settlement.UnseenEnergy,
            Phases = Windows.Phases(),
            PhasesNotKept = Windows.NotKept,
            Steps = Windows.Steps,
            Metrics = Metrics.Read(),
            HistoryWidth = width,
            HistoryWatts = watts,
            PeakPower = _history.Peak,
            OwnCpuTime = _machine.OwnCpuTime() - _ownStart,
            Gaps = _gaps.Found,
        };
    }

    /// <summary>Copies the figures of the last settlement; called by the thread that ticks. Allocates nothing where the buffer has been used before.</summary>
    public void Read(MeterFigures into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Begin(_settledAt);
        _parts.Copy(into);
    }

    /// <summary>Gives up the rows of ended processes: what they were charged, and what is still to come of it, goes to the sum of those that have none.</summary>
    internal void SumUp(HashSet<TreeProcess> processes)
    {
        foreach (Charge charge in _charges)
        {
            if (!processes.Contains(charge.Process)) continue;
            _settlement.UnseenEnergy += charge.Energy;
            charge.SummedUp = true;
        }

        _charges.RemoveAll(charge => charge.SummedUp);
        _tree.Forget(processes.Contains);
        (_rowsSeen, _unseenLast) = (_tree.Processes.Count, _tree.Unseen);
    }

    /// <summary>All that came of it so far, in copies that no later tick changes; called by the thread that ticks, for another to read.</summary>
    public MeterResult Freeze()
    {
        MeterResult live = Result();
        var copies = new Dictionary<SourceTrack, SourceTrack>();
        foreach (SourceTrack track in live.Tracks) copies[track] = track.Copy();
        var dropped = new List<(SourceTrack, string)>();
        foreach ((SourceTrack track, string reason) in live.Dropped) dropped.Add((copies.GetValueOrDefault(track, track), reason));
        return live with
        {
            Tracks = [.. live.Tracks.Select(track => copies[track])],
            Dropped = dropped,
            Gaps = [.. live.Gaps],
        };
    }

    /// <summary>Whether somebody waits for a figure that may be reached by what is pending.</summary>
    private bool Pressing => _options.MayTell is { } mayTell && mayTell(_treeLast + _parts.Pending);

    private bool Weighty(TimeSpan elapsed)
    {
        TimeSpan used = TimeSpan.Zero;
        for (int i = 0; i < _cpuNow.Length; i++) used += _cpuNow[i] - _cpuLast[i];
        return used >= _machine.Cpu.Grain * FewestGrains || elapsed.Ticks / LongestPending > _settledAt.Ticks / LongestPending;
    }

    private void Settle(TimeSpan elapsed, long now)
    {
        _wanted = false;
        WeighRows();
        for (int i = 0; i < _cpuNow.Length; i++)
        {
            TimeSpan busy = _cpuNow[i] - _cpuLast[i];
            (_cpuLast[i], _cpuNow[i]) = (_cpuNow[i], busy > TimeSpan.Zero ? busy : TimeSpan.Zero);
        }

        TimeSpan own = _machine.OwnCpuTime();
        _settlement.Elapsed = elapsed - _settledAt;
        _settlement.Capacity = _settlement.Elapsed * _machine.Cpu.Processors;
        _settlement.Own = own - _ownLast;
        _settlement.Unseen = _tree.Unseen - _unseenLast;
        if (elapsed >= _memoryDue && _machine.Memory.TryRead(out long total, out long used))
        {
            (_settlement.TotalMemory, _settlement.UsedMemory) = (total, used);
            _memoryDue = elapsed + MemoryEvery;
        }

        _settlement.Busy = TimeSpan.Zero;
        foreach (TimeSpan busy in _cpuNow) _settlement.Busy += busy;
        _settlement.Weigh(_cpuNow, _open);
        _parts.Share(_settlement, _open);
        (_ownLast, _unseenLast) = (own, _tree.Unseen);
        CloseRows();

        Energy tree = _parts.Tree;
        _history.Add(elapsed, tree - _treeLast);
        Windows.Settle(now, _tree.CpuTime, _parts, _charges);
        Power power = _settlement.Elapsed > TimeSpan.Zero ? (tree - _treeLast) / _settlement.Elapsed : Power.Zero;
        (_treeLast, _settledAt) = (tree, elapsed);
        lock (_lock) _latest = new LiveFigures(elapsed, tree, power, _tree.Live);
    }

    /// <summary>Takes up new processes, and notes how much memory all hold: at a settlement, who has ended holds none any more.</summary>
    private void TakeRows(TimeSpan elapsed)
    {
        IReadOnlyList<TreeProcess> rows = _tree.Processes;
        for (; _rowsSeen < rows.Count; _rowsSeen++)
        {
            var charge = new Charge(rows[_rowsSeen]);
            _charges.Add(charge);
            _open.Add(charge);
            RowChanges++;
        }

        // Who was seen at either end of a tick held its memory for all of it.
        foreach (Charge charge in _open)
        {
            long resident = charge.Process.ResidentBytes;
            charge.Held += Settlement.Held(Math.Max(resident, charge.Resident), elapsed - _heldUntil);
            charge.Resident = resident;
        }

        _heldUntil = elapsed;
    }

    private void WeighRows()
    {
        foreach (Charge charge in _open)
        {
            TimeSpan own = charge.Process.CpuTime;
            charge.Weight = (own - charge.Settled).Ticks;
            charge.Settled = own;
            charge.Socket = charge.Process.Processor < _socketIndex.Length ? _socketIndex[charge.Process.Processor] : 0;
        }
    }

    private void CloseRows()
    {
        foreach (Charge charge in _open) charge.Held = 0;
        RowChanges += _open.RemoveAll(static charge => charge.Process.Exited);
        if (_charges.Count - _open.Count > 2 * _options.MostEndedRows) SumUpLeast();
    }

    /// <summary>Makes one sum of half of the ended rows, those of least energy. Apart, because its closures would be allocated at every call.</summary>
    private void SumUpLeast()
    {
        // The first stays, since all others descend from it.
        List<Charge> ended = [.. _charges.Skip(1).Where(charge => charge.Process.Exited).OrderBy(charge => charge.Energy)];
        SumUp([.. ended.Take(ended.Count - _options.MostEndedRows).Select(charge => charge.Process)]);
    }
}
