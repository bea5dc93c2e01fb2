using EcoCode.Host;

namespace EcoCode.Sensors.External;

/// <summary>The last value of a command, handed from the thread that runs it to the one that samples.</summary>
internal sealed class LatestValue(TimeProvider time, TimeSpan goodFor) : IExternalReading
{
    private readonly Lock _lock = new();
    private ReadOutcome _outcome = ReadOutcome.Stale;
    private double _value;
    private long _at;

    internal void Publish(ReadOutcome outcome, double value)
    {
        lock (_lock)
        {
            (_outcome, _value, _at) = (outcome, value, time.GetTimestamp());
        }
    }

    /// <summary>The value while it is young enough; <see cref="ReadOutcome.Stale"/> after that, and before the first one.</summary>
    public ReadOutcome TryRead(out double value)
    {
        lock (_lock)
        {
            ReadOutcome outcome = _outcome == ReadOutcome.Ok && time.GetElapsedTime(_at) > goodFor ? ReadOutcome.Stale : _outcome;
            value = outcome == ReadOutcome.Ok ? _value : 0;
            return outcome;
        }
    }
}
