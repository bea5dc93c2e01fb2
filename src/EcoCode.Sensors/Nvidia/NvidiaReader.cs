using EcoCode.Host;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>Reads one GPU, all that there is to read, on whichever thread calls; any call into NVML may block.</summary>
/// <remarks>
/// A look makes at most six calls: energy, power, utilisation, samples and the list of computing processes every time, and one of memory, temperature,
/// reasons of slow clocks, a clock, the list of drawing processes and that of MPS in turn; the first look makes more. A look in which no process is new
/// allocates nothing. Of a GPU in instances neither utilisation nor samples are told, and two calls ask for those of an instance.
/// </remarks>
internal sealed class NvidiaReader(NvmlLibrary library, NvidiaBoard board, DriverPids pids, TimeProvider time)
{
    /// <summary>NVML_FI_DEV_POWER_INSTANT: power now, not averaged; drivers from 525 on.</summary>
    private const uint PowerInstant = 186;

    /// <summary>Clock event reasons that hold clocks back (nvmlClocksEventReason…): the power limit, in software.</summary>
    private const ulong PowerCap = 0x4;

    /// <summary>Heat, in software and in hardware.</summary>
    private const ulong Thermal = 0x20 | 0x40;

    /// <summary>Hardware for any reason, and the brake that a power supply can pull.</summary>
    private const ulong Hardware = 0x8 | 0x80;

    private const int InTurn = 6;

    /// <summary>Over a longer time power is not assumed to have gone straight from one reading to the other.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ReturnEvery = TimeSpan.FromSeconds(1);

    private readonly ProcessTable _table = new(pids);
    private readonly SmTimes _times = new();
    private readonly MigInstances? _instances = board.IsMig ? new MigInstances(library, time) : null;
    private NvmlDevice _device = board.Device;
    private NvmlProcess[] _compute = new NvmlProcess[16];
    private NvmlProcess[] _graphics = new NvmlProcess[16];
    private NvmlProcess[] _mps = new NvmlProcess[4];
    private NvmlProcessSample[] _samples = new NvmlProcessSample[32];
    private int _graphicsCount;
    private int _mpsCount;
    private bool _instant = true;
    private bool _told = true;
    private double _watts;
    private double _joules;
    private bool _powered;
    private long _powerTime;
    private long _last;
    private long _beginTime;
    private long _lostTime;
    private long _reasonsTime;
    private TimeSpan? _busy;
    private TimeSpan? _throttled;
    private long? _memory;
    private long? _memoryTotal;
    private double? _smHertz;
    private double? _memoryHertz;
    private bool _memoryClockNext;
    private GpuSlowdown _slowdown;
    private double? _celsius;
    private int _turn;
    private bool _begun;

    /// <summary>What came of the energy counter, and what it shows, mJ.</summary>
    internal (ReadOutcome Outcome, ulong Millijoules) Energy { get; private set; }

    /// <summary>What came of power, and its integral since the first look, J.</summary>
    internal (ReadOutcome Outcome, double Joules) Integral => (_powerOutcome, _joules);

    /// <summary>Whether power is that of the moment, and not a mean that the driver takes.</summary>
    internal bool IsInstant => _instant || !board.Averages;

    /// <summary>Whether use by process is told.</summary>
    internal bool TellsProcesses => _told && _mpsCount == 0;

    /// <summary>Whether use of instances is told; <c>false</c> also where there are none.</summary>
    internal bool TellsInstances => _instances is { TellsUse: true };

    /// <summary>Whether processes compute through an MPS server.</summary>
    internal bool HasMps => _mpsCount > 0;

    private ReadOutcome _powerOutcome = ReadOutcome.Stale;

    /// <summary>Takes a look.</summary>
    internal void Read()
    {
        long now = time.GetTimestamp();
        if (_lostTime != 0 && !Return(now)) return;
        bool first = !_begun;
        TimeSpan since = first ? TimeSpan.Zero : time.GetElapsedTime(_last, now);
        (_last, _begun) = (now, true);
        if (first) _beginTime = now;
        NvmlReturn outcome = library.TotalEnergy(_device, out ulong millijoules);
        if (IsLost(outcome))
        {
            Lose(now);
            return;
        }

        Energy = (outcome.ToOutcome(), millijoules);
        ReadPower(now);

        // The first look takes them all, so that a short run has every figure.
        for (int i = 0; i < (first ? InTurn : 1); i++) ReadInTurn(now);
        if (_instances is { } instances) ReadInstances(instances, now, since);
        else ReadProcesses(since, ReadUse(since));
    }

    /// <summary>Fills in who uses it.</summary>
    internal ReadOutcome Tell(GpuUse use)
    {
        if (_lostTime != 0) return ReadOutcome.Gone;
        use.Clear();
        (use.Busy, use.Throttled, use.MemoryBytes, use.Celsius) = (_busy, _throttled, _memory, _celsius);
        (use.Slowdown, use.MemoryTotalBytes, use.PowerLimit) = (_slowdown, _memoryTotal, board.Limit);
        (use.SmHertz, use.MemoryHertz) = (_smHertz, _memoryHertz);
        (use.ShowsAll, use.SplitByMemory) = (!board.IsVgpuHost, _instances?.IsGuess ?? !TellsProcesses);
        _table.CopyTo(use);
        return ReadOutcome.Ok;
    }

    private static bool IsLost(NvmlReturn outcome)
        => outcome is NvmlReturn.GpuIsLost or NvmlReturn.ResetRequired or NvmlReturn.Uninitialized or NvmlReturn.DriverNotLoaded or NvmlReturn.InvalidArgument or NvmlReturn.GpuNotFound;

    private void Lose(long now)
    {
        (_lostTime, Energy, _powerOutcome, _powered) = (now, (ReadOutcome.Gone, 0), ReadOutcome.Gone, false);
        _table.BeginLists();
        _table.EndLists(TimeSpan.Zero);
        _instances?.Forget();
    }

    /// <summary>Looks whether a lost device is back, by its own name: handles do not outlive a reload of the driver, nor do indices a device that is missing.</summary>
    private bool Return(long now)
    {
        if (time.GetElapsedTime(_lostTime, now) < ReturnEvery) return false;
        _lostTime = now;
        if (board.Identity.Uuid is null) return false;
        NvmlReturn outcome = library.ByUuid(board.Identity.Uuid, out NvmlDevice device);
        if (outcome is NvmlReturn.Uninitialized or NvmlReturn.DriverNotLoaded && library.Init() == NvmlReturn.Success) outcome = library.ByUuid(board.Identity.Uuid, out device);
        if (outcome != NvmlReturn.Success) return false;
        (_device, _lostTime, _last) = (device, 0, now);
        return true;
    }

    /// <summary>Reads power and integrates it by trapezia. What can't be bridged begins anew from zero, so that a follower sees a reset and not a lack.</summary>
    private void ReadPower(long now)
    {
        ReadOutcome outcome = TryPower(out double watts);
        bool plausible = watts >= 0 && watts <= board.Ceiling.Watts;
        _powerOutcome = outcome == ReadOutcome.Ok && !plausible ? ReadOutcome.Malformed : outcome;
        if (_powerOutcome != ReadOutcome.Ok) return;
        TimeSpan since = time.GetElapsedTime(_powerTime, now);
        if (_powered && since <= Furthest) _joules += (_watts + watts) / 2 * since.TotalSeconds;
        else _joules = 0;
        (_powered, _watts, _powerTime) = (true, watts, now);
    }

    private ReadOutcome TryPower(out double watts)
    {
        if (_instant)
        {
            var field = new NvmlField { FieldId = PowerInstant };
            NvmlReturn outcome = library.Field(_device, ref field);
            if (outcome == NvmlReturn.Success) outcome = field.Return;
            watts = (uint)field.Value / 1000.0;
            if (outcome == NvmlReturn.Success) return ReadOutcome.Ok;
            _instant = outcome is not (NvmlReturn.NotSupported or NvmlReturn.FunctionNotFound or NvmlReturn.InvalidArgument);
            if (_instant) return outcome.ToOutcome();
        }

        NvmlReturn plain = library.Power(_device, out uint milliwatts);
        watts = milliwatts / 1000.0;
        return plain.ToOutcome();
    }

    /// <summary>Adds to the time that the GPU was busy.</summary>
    /// <returns>What was added.</returns>
    private TimeSpan ReadUse(TimeSpan since)
    {
        if (library.Utilization(_device, out NvmlUtilization utilization) != NvmlReturn.Success) return TimeSpan.Zero;
        TimeSpan busy = since * (Math.Min(utilization.Gpu, 100) / 100.0);
        _busy = (_busy ?? TimeSpan.Zero) + busy;
        return busy;
    }

    private void ReadInstances(MigInstances instances, long now, TimeSpan since)
    {
        _table.BeginLists();
        instances.List(_device, ref _compute, _table);
        ListOthers();
        _table.EndLists(since);
        _table.CarryOn(since, instances.Window(since));
        TimeSpan busy = instances.Share(_device, now, since, _table);
        _busy = instances.TellsUse ? (_busy ?? TimeSpan.Zero) + busy : null;
        _table.CarryOn(TimeSpan.Zero, instances.Window(since));
    }

    private void ReadProcesses(TimeSpan since, TimeSpan busy)
    {
        _table.BeginLists();
        if (library.ComputeProcesses(_device, ref _compute, out int count) == NvmlReturn.Success)
        {
            for (int i = 0; i < count; i++) _table.List(_compute[i]);
        }

        ListOthers();
        _table.EndLists(since);
        _table.CarryOn(since, _times.Period);
        if (_told)
        {
            NvmlReturn outcome = library.ProcessSamples(_device, _times.Newest, ref _samples, out int samples);
            _told = outcome is not (NvmlReturn.NotSupported or NvmlReturn.FunctionNotFound);
            if (outcome == NvmlReturn.Success) _times.Take(_samples.AsSpan(0, samples), time.GetElapsedTime(_beginTime, _last), _table);
            else _times.Begin();
        }

        if (!TellsProcesses) _table.WorkByMemory(busy);
        _table.CarryOn(TimeSpan.Zero, _times.Period);
    }

    /// <summary>Lists those who draw, and those who compute through an MPS server, as they were when they were last asked for.</summary>
    private void ListOthers()
    {
        for (int i = 0; i < _graphicsCount; i++) _table.List(_graphics[i]);
        for (int i = 0; i < _mpsCount; i++) _table.List(_mps[i]);
    }

    private double? ReadClock()
        => library.Clock(_device, _memoryClockNext ? NvmlClock.Memory : NvmlClock.Sm, out uint megahertz) == NvmlReturn.Success ? megahertz * 1e6 : null;

    private static GpuSlowdown SlowdownOf(ulong reasons)
        => ((reasons & PowerCap) != 0 ? GpuSlowdown.PowerLimit : GpuSlowdown.None)
            | ((reasons & Thermal) != 0 ? GpuSlowdown.Heat : GpuSlowdown.None)
            | ((reasons & Hardware) != 0 ? GpuSlowdown.Hardware : GpuSlowdown.None);

    private void ReadInTurn(long now)
    {
        switch (_turn++ % InTurn)
        {
            case 0 when library.Memory(_device, out NvmlMemory memory) == NvmlReturn.Success:
                (_memory, _memoryTotal) = ((long)Math.Min(memory.Used, long.MaxValue), (long)Math.Min(memory.Total, long.MaxValue));
                break;
            case 1 when library.Temperature(_device, out uint celsius) == NvmlReturn.Success:
                _celsius = celsius;
                break;
            case 2 when library.GraphicsProcesses(_device, ref _graphics, out int count) == NvmlReturn.Success:
                _graphicsCount = count;
                break;
            case 3 when library.ClocksEventReasons(_device, out ulong reasons) == NvmlReturn.Success:
                TimeSpan since = _throttled is null ? TimeSpan.Zero : time.GetElapsedTime(_reasonsTime, now);
                GpuSlowdown slowdown = SlowdownOf(reasons);
                _throttled = (_throttled ?? TimeSpan.Zero) + (slowdown != GpuSlowdown.None ? since : TimeSpan.Zero);
                (_slowdown, _reasonsTime) = (slowdown, now);
                break;
            case 4 when ReadClock() is { } hertz:
                if (_memoryClockNext) _memoryHertz = hertz;
                else _smHertz = hertz;
                _memoryClockNext = !_memoryClockNext;
                break;
            case 5:
                _mpsCount = library.MpsProcesses(_device, ref _mps, out int clients) == NvmlReturn.Success ? clients : 0;
                break;
        }
    }
}
