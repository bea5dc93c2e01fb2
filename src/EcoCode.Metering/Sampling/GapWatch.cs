namespace EcoCode.Metering.Sampling;

/// <summary>Notices that the machine was suspended, the sampler was stopped, or the clock was set.</summary>
internal sealed class GapWatch(TimeProvider time, Func<TimeSpan> suspended)
{
    private static readonly TimeSpan ShortestSuspend = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestStall = TimeSpan.FromSeconds(1);
    private const int MostKept = 100;

    private readonly List<Gap> _found = [];
    private TimeSpan _suspended;
    private DateTimeOffset _wall;
    private long _last;

    internal IReadOnlyList<Gap> Found => _found;

    internal void Begin() => (_suspended, _wall, _last) = (suspended(), time.GetUtcNow(), time.GetTimestamp());

    internal void Tick(TimeSpan expected)
    {
        TimeSpan asleep = suspended(), awake = time.GetElapsedTime(_last);
        DateTimeOffset wall = time.GetUtcNow();
        TimeSpan slept = asleep - _suspended;
        TimeSpan step = wall - _wall - awake - slept;
        if (slept >= ShortestSuspend) Add(GapKind.Suspend, slept);
        if (awake > (expected * 3) + ShortestStall) Add(GapKind.Stall, awake);
        if (step.Duration() >= ShortestStall) Add(GapKind.ClockStep, step);
        (_suspended, _wall) = (asleep, wall);
        _last = time.GetTimestamp();
    }

    private void Add(GapKind kind, TimeSpan length)
    {
        if (_found.Count < MostKept) _found.Add(new Gap(kind, length));
    }
}
