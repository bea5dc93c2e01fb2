using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Nvidia;

/// <summary>One GPU that a thread of its own looks at, and the figures of the last look, which can be had at any time without waiting.</summary>
/// <remarks>A call into the driver may block for seconds. Then its figures go stale, and nobody else is held up; the thread is never waited for at the end.</remarks>
internal sealed class NvidiaDevice : IGpuUse, IDisposable
{
    /// <summary>10 Hz: what power is integrated with, and less than the shortest sample period of the driver (1/6 s).</summary>
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>A look that is late by this is not late, but stuck.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);

    private readonly NvidiaReader _reader;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly Lock _lock = new();
    private readonly GpuUse _next = new();
    private readonly GpuUse _use = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEventSlim _looked = new();
    private ReadOutcome _useOutcome = ReadOutcome.Stale;
    private (ReadOutcome Outcome, ulong Millijoules) _energy = (ReadOutcome.Stale, 0);
    private (ReadOutcome Outcome, double Joules) _integral = (ReadOutcome.Stale, 0);
    private long _at;
    private long _integralReadAt;
    private volatile bool _over;

    /// <param name="identity">Which GPU.</param>
    /// <param name="reader">What the thread looks with.</param>
    /// <param name="interval">How often the figures are wanted.</param>
    /// <param name="time">The clock.</param>
    internal NvidiaDevice(GpuIdentity identity, NvidiaReader reader, TimeSpan interval, TimeProvider time)
    {
        (Identity, _reader, _time) = (identity, reader, time);
        _interval = interval < Fast ? Fast : interval > Slow ? Slow : interval;
        _integralReadAt = time.GetTimestamp();
        Counter = new Total(this);
        Integral = new Sum(this);
    }

    public GpuIdentity Identity { get; }

    /// <summary>The device's own counter.</summary>
    internal IEnergyCounter Counter { get; }

    /// <summary>Its power, integrated here; as a counter, since that goes on whoever reads it.</summary>
    internal IEnergyCounter Integral { get; }

    /// <summary>While anybody reads the integral, it must have enough to integrate; else it is enough to look as often as the figures are wanted.</summary>
    private TimeSpan Period => _time.GetElapsedTime(Volatile.Read(ref _integralReadAt)) < Slow * 2 ? Fast : _interval;

    /// <summary>Starts to look.</summary>
    internal void Start() => new Thread(Run, 256 * 1024) { IsBackground = true, Name = Identity.Label }.Start();

    /// <summary>Asks for a look.</summary>
    internal void Ask()
    {
        _looked.Reset();
        _wake.Set();
    }

    /// <summary>Waits until a look has been taken. False when that lasts longer.</summary>
    internal bool Await(TimeSpan atMost) => _looked.Wait(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero);

    /// <summary>Takes a look, on this thread.</summary>
    internal void Look()
    {
        _reader.Read();
        ReadOutcome outcome = _reader.Tell(_next);
        lock (_lock)
        {
            (_energy, _integral, _useOutcome, _at) = (_reader.Energy, _reader.Integral, outcome, _time.GetTimestamp());
            if (outcome == ReadOutcome.Ok) _use.CopyFrom(_next);
        }
    }

    public ReadOutcome TryRead(GpuUse into)
    {
        lock (_lock)
        {
            ReadOutcome outcome = Fresh(_useOutcome);
            if (outcome == ReadOutcome.Ok) into.CopyFrom(_use);
            return outcome;
        }
    }

    /// <summary>Has the thread end once it can. It is not waited for, and what it waits on stays.</summary>
    public void Dispose()
    {
        _over = true;
        _wake.Set();
    }

    private void Run()
    {
        while (!_over)
        {
            Look();
            _looked.Set();
            _wake.WaitOne(Period);
        }
    }

    private ReadOutcome Fresh(ReadOutcome outcome)
        => outcome == ReadOutcome.Ok && _time.GetElapsedTime(_at) > (_interval * 2) + Late ? ReadOutcome.Stale : outcome;

    private sealed class Total(NvidiaDevice device) : IEnergyCounter
    {
        /// <summary>2^63 µJ in mJ. At 1 kW that takes 290 years.</summary>
        private const ulong Most = long.MaxValue / 1000;

        public SensorId Id => new($"nvml-energy:{device.Identity.Device}");

        public Energy WrapsAt => Energy.MaxValue;

        public ReadOutcome TryRead(out Energy reading)
        {
            lock (device._lock)
            {
                ReadOutcome outcome = device.Fresh(device._energy.Outcome);
                if (outcome == ReadOutcome.Ok && device._energy.Millijoules > Most) outcome = ReadOutcome.Malformed;
                reading = outcome == ReadOutcome.Ok ? Energy.FromMicrojoules((long)device._energy.Millijoules * 1000) : default;
                return outcome;
            }
        }
    }

    private sealed class Sum(NvidiaDevice device) : IEnergyCounter
    {
        public SensorId Id => new($"nvml-power:{device.Identity.Device}");

        public Energy WrapsAt => Energy.MaxValue;

        public ReadOutcome TryRead(out Energy reading)
        {
            Volatile.Write(ref device._integralReadAt, device._time.GetTimestamp());
            lock (device._lock)
            {
                ReadOutcome outcome = device.Fresh(device._integral.Outcome);
                reading = outcome == ReadOutcome.Ok ? Energy.FromJoules(device._integral.Joules) : default;
                return outcome;
            }
        }
    }
}
