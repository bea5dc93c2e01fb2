using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Metering.Windows;

/// <summary>Named windows of a run, and the tree's energy in them. One thread uses it: the one that ticks.</summary>
/// <remarks>
/// A moment lies on the straight line between the settlements around it, source by source; whoever wants it exact settles first. The same moment
/// has the same totals whenever it is asked for, so windows that follow each other sum to the one around them, to the microjoule.
/// </remarks>
public sealed class WindowLog
{
    /// <summary>Windows that may be open at once.</summary>
    public const int MostOpen = 4096;

    /// <summary>Windows that have ended are kept one by one up to this many.</summary>
    public const int MostKept = 10_000;

    /// <summary>Names of steps.</summary>
    public const int MostSeries = 1000;

    /// <summary>Half a minute of ticks at 100 Hz; beyond, one row a second or less.</summary>
    private const int RowsKept = 3000;

    /// <summary>Moments that are remembered as they were looked up; who ends a window begins the next at the same one soon.</summary>
    private const int MomentsKept = 64;

    private const int CpuColumn = 0;

    private readonly TimeProvider _time;
    private readonly RunningTotals _totals;
    private readonly Branches _branches = new();
    private readonly List<SourceTrack> _sources = [];
    private readonly List<int> _sourceColumns = [];
    private readonly List<(GpuTrack Gpu, int Column)> _gpus = [];
    private readonly List<(SourceTrack Track, string? GivenUp)> _listed = [];
    private readonly Queue<Moment> _moments = new();
    private readonly Dictionary<int, OpenWindow> _open = [];
    private readonly List<KeptWindow> _ended = [];
    private readonly Dictionary<string, StepSeries> _series = [];
    private readonly List<StepSeries> _steps = [];
    private IReadOnlyList<Charge> _charges = [];
    private long[] _row = new long[8];
    private int _columns = 1;
    private int _windows;

    internal WindowLog(TimeProvider time) => (_time, _totals) = (time, new RunningTotals(time.TimestampFrequency));

    /// <summary>The begin of the run, as a time stamp of the clock.</summary>
    public long Begun => _totals.Start;

    /// <summary>The last settlement: no later moment is known.</summary>
    public long Settled => _totals.Last;

    /// <summary>How many windows are open.</summary>
    public int Open => _open.Count;

    /// <summary>How many have ended and are not kept.</summary>
    public long NotKept { get; private set; }

    /// <summary>Steps by their names, in the order in which those came.</summary>
    public IReadOnlyList<StepFigures> Steps => [.. _steps.Select(series => series.Figures)];

    /// <summary>From here on windows are expected, so more of the past is kept.</summary>
    public void Expect() => _totals.Keep(RowsKept);

    /// <summary>Begins a window.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="at">When: not after <see cref="Settled"/>, unless what comes first is a settlement after it. Before the run is the begin of the run.</param>
    /// <param name="asker">The process that asks, whose own part is kept from here on.</param>
    /// <returns>Its number.</returns>
    public int Begin(string name, long at, int asker)
    {
        _ = Follow(asker);
        TimeSpan unmeasured = at < Begun ? _time.GetElapsedTime(at, Begun) : TimeSpan.Zero;
        _open.Add(++_windows, new OpenWindow(name, Find(at), unmeasured));
        return _windows;
    }

    /// <summary>When a window began; <c>null</c> where none of this number is open.</summary>
    public long? BeginOf(int window) => _open.TryGetValue(window, out OpenWindow? open) ? open.From.At : null;

    /// <summary>Ends a window, for good. Null where none of this number is open.</summary>
    /// <param name="window">Its number.</param>
    /// <param name="at">When; before its begin is its begin, and after <see cref="Settled"/> is that.</param>
    /// <param name="asker">The process that asks.</param>
    public WindowFigures? End(int window, long at, int asker)
    {
        if (!_open.Remove(window, out OpenWindow? open)) return null;
        WindowFigures figures = Figures(window, open.Name, open.From, Find(Math.Max(at, open.From.At)), open.Unmeasured, asker);
        if (_ended.Count < MostKept) _ended.Add(new KeptWindow(window, PhaseOf(open, figures.End, figures.Energy)));
        else NotKept++;
        return figures;
    }

    /// <summary>What an open window amounts to so far, or, without one, the whole run. Null where none of this number is open.</summary>
    public WindowFigures? Read(int? window, int asker)
    {
        if (window is not { } number) return Figures(null, "", Find(Begun), Find(Settled), TimeSpan.Zero, asker);
        return _open.TryGetValue(number, out OpenWindow? open) ? Figures(number, open.Name, open.From, Find(Settled), open.Unmeasured, asker) : null;
    }

    /// <summary>The energy between each of several moments and the next, from the last of those that were told of the same name before.</summary>
    /// <param name="name">What is between them: a step.</param>
    /// <param name="at">The moments, ascending. Steps that began before the run are none.</param>
    /// <param name="energies">The energies, one fewer than the moments where these are the first. Null where there are as many names as may be, or a moment comes before one that was told.</param>
    /// <param name="anew">Whether the first moment continues nothing: what lies between it and the last one told is no step.</param>
    public bool TryMark(string name, ReadOnlySpan<long> at, out IReadOnlyList<Energy> energies, bool anew = false)
    {
        energies = [];
        if (!_series.TryGetValue(name, out StepSeries? series))
        {
            if (_steps.Count == MostSeries) return false;
            series = new StepSeries(name);
        }

        long before = series.Last?.At ?? long.MinValue;
        foreach (long moment in at)
        {
            if (moment < before) return false;
            before = moment;
        }

        if (_series.TryAdd(name, series)) _steps.Add(series);
        var steps = new List<Energy>(at.Length);
        for (int i = 0; i < at.Length; i++)
        {
            if (at[i] < Begun)
            {
                // Of a step that began before the run no energy is known, which is not none.
                series.Last = null;
                continue;
            }

            Moment found = Find(at[i], remember: i == at.Length - 1);
            if (series.Last is { } last && !(anew && i == 0))
            {
                Energy step = Energy.FromMicrojoules(TreeAt(found) - TreeAt(last));
                series.Add(step);
                steps.Add(step);
            }

            series.Last = found;
        }

        energies = steps;
        return true;
    }

    /// <summary>The tree's energy until a moment.</summary>
    public Energy EnergyAt(long at) => Energy.FromMicrojoules(TreeAt(Find(at)));

    /// <summary>All windows so far, in the order of their begin; open ones reach to the last settlement.</summary>
    public IReadOnlyList<Phase> Phases()
    {
        if (_open.Count == 0 && _ended.Count == 0) return [];
        var all = new List<KeptWindow>(_ended);
        foreach ((int number, OpenWindow open) in _open)
        {
            Moment to = Find(Settled);
            all.Add(new KeptWindow(number, PhaseOf(open, to.At, Energy.FromMicrojoules(TreeAt(to) - TreeAt(open.From)))));
        }

        all.Sort((one, other) => one.Phase.Start != other.Phase.Start ? one.Phase.Start.CompareTo(other.Phase.Start) : one.Window.CompareTo(other.Window));
        return [.. all.Select(one => one.Phase)];
    }

    internal void Start(long now) => _totals.Begin(now);

    /// <summary>Takes the totals of a settlement. Allocates nothing where no source is new.</summary>
    internal void Settle(long now, TimeSpan treeCpuTime, MachineParts parts, IReadOnlyList<Charge> charges)
    {
        _charges = charges;
        parts.List(_listed);
        foreach ((SourceTrack track, _) in _listed) Know(track);
        if (_row.Length < _columns) Array.Resize(ref _row, 2 * _columns);
        long tree = 0;
        for (int i = 0; i < _sources.Count; i++) tree += _row[_sourceColumns[i]] = _sources[i].Tree.Microjoules;
        foreach ((GpuTrack gpu, int column) in _gpus) _row[column] = gpu.TreeTime.Ticks;
        _branches.Settle(charges, Energy.FromMicrojoules(tree));
        for (int i = 0; i < _branches.All.Count; i++) _row[_branches.All[i].Column] = _branches.All[i].Energy.Microjoules;
        _row[CpuColumn] = treeCpuTime.Ticks;
        _totals.Add(now, _row.AsSpan(0, _columns));
    }

    private void Know(SourceTrack track)
    {
        if (_sources.Contains(track)) return;
        _sources.Add(track);
        _sourceColumns.Add(_columns++);
        if (track.Gpu is not { } gpu) return;
        foreach ((GpuTrack known, _) in _gpus)
        {
            if (known == gpu) return;
        }

        _gpus.Add((gpu, _columns++));
    }

    private Moment Find(long at, bool remember = true)
    {
        at = Math.Clamp(at, Begun, Settled);
        foreach (Moment known in _moments)
        {
            if (known.At == at) return known;
        }

        var moment = new Moment(at, new long[_columns]);
        _totals.Read(at, moment.Totals);
        foreach (Branch branch in _branches.All)
        {
            if (at <= branch.Since.At) moment.Totals[branch.Column] = Before(branch, moment);
        }

        if (!remember) return moment;
        if (_moments.Count == MomentsKept) _moments.Dequeue();
        _moments.Enqueue(moment);
        return moment;
    }

    private WindowFigures Figures(int? window, string name, Moment from, Moment to, TimeSpan unmeasured, int asker)
    {
        var sources = new SourceEnergy[_sources.Count];
        for (int i = 0; i < sources.Length; i++)
        {
            int column = _sourceColumns[i];
            sources[i] = new SourceEnergy(_sources[i], Energy.FromMicrojoules(to[column] - from[column]));
        }

        var gpus = new GpuWork[_gpus.Count];
        for (int i = 0; i < gpus.Length; i++) gpus[i] = new GpuWork(_gpus[i].Gpu, TimeSpan.FromTicks(to[_gpus[i].Column] - from[_gpus[i].Column]));
        return new WindowFigures
        {
            Window = window,
            Name = name,
            Begin = from.At,
            End = to.At,
            Duration = _time.GetElapsedTime(from.At, to.At),
            Unmeasured = unmeasured,
            Energy = Energy.FromMicrojoules(TreeAt(to) - TreeAt(from)),
            Sources = sources,
            Gpus = gpus,
            Own = Follow(asker) is { } branch ? Energy.FromMicrojoules(OwnAt(branch, to) - OwnAt(branch, from)) : null,
            TreeCpuTime = TimeSpan.FromTicks(to[CpuColumn] - from[CpuColumn]),
        };
    }

    private Branch? Follow(int pid)
    {
        int before = _branches.All.Count;
        if (_charges.Count == 0) return null;
        Branch? branch = _branches.Follow(pid, _charges, Energy.FromMicrojoules(TreeAt(Find(Settled))), Settled);
        if (_branches.All.Count == before) return branch;
        branch!.Column = _columns++;
        if (_row.Length < _columns) Array.Resize(ref _row, 2 * _columns);
        _row[branch.Column] = branch.Energy.Microjoules;
        _totals.ReplaceLast(_row.AsSpan(0, _columns));
        return branch;
    }

    /// <summary>A branch's energy; of moments that were looked up before it was followed, what it then was in proportion to the tree.</summary>
    private long OwnAt(Branch branch, Moment moment)
    {
        if (branch.IsAll) return TreeAt(moment);
        if (moment.At >= branch.Since.At && moment.Totals.Length <= branch.Column) return branch.Since.Own.Microjoules;
        return moment.Totals.Length > branch.Column ? moment[branch.Column] : Before(branch, moment);
    }

    private long Before(Branch branch, Moment moment)
    {
        long tree = branch.Since.Tree.Microjoules;
        return tree == 0 ? 0 : (long)Math.Round(branch.Since.Own.Microjoules * (double)TreeAt(moment) / tree);
    }

    private long TreeAt(Moment moment)
    {
        long sum = 0;
        foreach (int column in _sourceColumns) sum += moment[column];
        return sum;
    }

    private Phase PhaseOf(OpenWindow window, long end, Energy energy)
        => new(window.Name, _time.GetElapsedTime(Begun, window.From.At), _time.GetElapsedTime(Begun, end), energy);

    private sealed record KeptWindow(int Window, Phase Phase);

    private sealed record OpenWindow(string Name, Moment From, TimeSpan Unmeasured);
}
