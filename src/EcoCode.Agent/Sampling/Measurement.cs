using System.Collections.Concurrent;
using System.Globalization;
using EcoCode.Host;
using EcoCode.Metering.Sampling;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Agent.Sampling;

/// <summary>Measures the machine on a thread of its own for as long as the agent runs, and tells every snapshot.</summary>
/// <remarks>Its events are raised on that thread. Everything else may be asked from any.</remarks>
/// <param name="meter">The meter, begun.</param>
/// <param name="interval">Time between ticks that was asked for.</param>
/// <param name="budget">Share of one core that ticks may cost; beyond it they are made rarer.</param>
/// <param name="ownCpuTime">CPU time of the calling thread.</param>
/// <param name="time">The clock.</param>
public sealed class Measurement(MachineMeter meter, TimeSpan interval, double budget, Func<TimeSpan> ownCpuTime, TimeProvider time) : ISampled, IDisposable
{
    /// <summary>So many ticks may be missed before measuring counts as stalled.</summary>
    private const int MissedTicks = 3;

    /// <summary>Nobody gets finer figures than this (CVE-2020-8694: what a processor computes can be told by its power at a finer one).</summary>
    private static readonly TimeSpan FinestCounters = TimeSpan.FromMilliseconds(100);

    /// <summary>Weight of the newest tick in the mean of what they cost.</summary>
    private const double Newest = 0.1;

    private readonly Wakeup _wake = new();
    private readonly ConcurrentQueue<Action<CounterReading>> _asking = new();
    private readonly Lock _lock = new();
    private Pace _pace = new() { Interval = interval };
    private Exception? _failure;
    private Thread? _thread;
    private volatile bool _over;
    private long _wakes = time.GetTimestamp();
    private long _ticked = time.GetTimestamp();
    private TimeSpan _spent;
    private int _barren;
    private long _told;
    private CounterReading? _counters;

    /// <summary>Called with every snapshot.</summary>
    public event Action<MachineSnapshot>? Taken;

    /// <summary>Called whenever the sampler has slept: before every tick, and at least each <see cref="LongestNap"/>.</summary>
    public event Action? Awake;

    /// <summary>Called once, if measuring has broken down.</summary>
    public event Action<Exception>? Failed;

    /// <summary>The longest that the sampler sleeps at a time, however rare the ticks are.</summary>
    public TimeSpan LongestNap { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between ticks that was asked for.</summary>
    public TimeSpan Interval => interval;

    /// <summary>Share of one core that ticks may cost.</summary>
    public double Budget => budget;

    /// <summary>The last snapshot; <c>null</c> until the first tick.</summary>
    public MachineSnapshot? Latest => meter.Latest;

    /// <summary>How ticks come.</summary>
    public Pace Pace
    {
        get
        {
            lock (_lock) return _pace with { Since = time.GetElapsedTime(_ticked) };
        }
    }

    /// <summary>Whether measuring goes on.</summary>
    public Health Health
    {
        get
        {
            if (Volatile.Read(ref _failure) is { } failure) return new(false, $"measuring broke down: {failure.Message}");
            TimeSpan late = time.GetElapsedTime(Interlocked.Read(ref _wakes));
            if (late > interval * MissedTicks) return new(false, string.Create(CultureInfo.InvariantCulture, $"the sampler has been stuck for {late.TotalSeconds:0.0} s"));
            if (Volatile.Read(ref _barren) >= MissedTicks) return new(false, "ticks come, but the CPU time of the machine can't be read");
            return meter.Latest is { } latest ? new(true, string.Create(CultureInfo.InvariantCulture, $"ok: snapshot {latest.Number}")) : new(false, "the first tick is still to come");
        }
    }

    /// <inheritdoc/>
    TimeSpan ISampled.Horizon => meter.Horizon < LongestNap ? meter.Horizon : LongestNap;

    /// <summary>Has the counters read between ticks, unless they were in the last 100 ms, and tells them on the sampler's thread.</summary>
    public void AskCounters(Action<CounterReading> tell)
    {
        _asking.Enqueue(tell);
        _wake.Set();
    }

    /// <summary>Begins to tick.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "sampler" };
        _thread.Start();
    }

    /// <inheritdoc/>
    void ISampled.ReadCounters() => meter.ReadCounters();

    /// <inheritdoc/>
    void ISampled.Tick(bool last, TimeSpan expected)
    {
        meter.Tick(last, expected);
        TimeSpan spent = ownCpuTime();
        long now = time.GetTimestamp();
        lock (_lock)
        {
            TimeSpan gap = time.GetElapsedTime(_ticked, now);
            double share = gap > TimeSpan.Zero ? (spent - _spent) / gap : 0;
            _pace = new Pace
            {
                Ticks = _pace.Ticks + 1,
                Late = _pace.Late + (gap > expected * 1.5 ? 1 : 0),
                Interval = expected,
                Overhead = _pace.Ticks == 0 ? share : (_pace.Overhead * (1 - Newest)) + (share * Newest),
            };
            _ticked = now;
        }

        _spent = spent;
    }

    /// <summary>Ticks a last time and ends.</summary>
    public void Dispose()
    {
        _over = true;
        _wake.Set();
        _thread?.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        try
        {
            _spent = ownCpuTime();
            new Sampler(this, interval, new Governor(interval, budget), ownCpuTime, time).Run(Nap, () => _over, Tell);
            Tell();
        }
        catch (Exception exception)
        {
            // The thread must not take the program down without a word; whoever hears of it ends the agent, so that it is started anew.
            Volatile.Write(ref _failure, exception);
            Failed?.Invoke(exception);
        }
    }

    private bool Nap(TimeSpan longest)
    {
        Interlocked.Exchange(ref _wakes, time.GetTimestamp() + (long)(longest.TotalSeconds * time.TimestampFrequency));
        bool woken = _wake.Wait(longest);
        Awake?.Invoke();
        if (!_asking.IsEmpty) TellCounters();
        return woken;
    }

    private void TellCounters()
    {
        long now = time.GetTimestamp();
        bool fresh = _counters is { } known && time.GetElapsedTime(Math.Max(known.At, _ticked), now) < FinestCounters;
        if (!fresh)
        {
            var shown = new List<(SensorId, Energy)>();
            meter.ReadCounters(shown);
            _counters = new CounterReading(now, shown);
        }

        while (_asking.TryDequeue(out Action<CounterReading>? tell)) tell(_counters!);
    }

    private void Tell()
    {
        if (meter.Latest is not { } latest || latest.Number == _told)
        {
            Volatile.Write(ref _barren, _barren + 1);
            return;
        }

        (_told, _barren) = (latest.Number, 0);
        Taken?.Invoke(latest);
    }
}
