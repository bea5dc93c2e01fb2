namespace EcoCode.Cli.Measuring.Predicting;

/// <summary>The newest that is known of a program's progress, from the thread that finds it to the one that ticks.</summary>
internal sealed class ProgressSight
{
    private readonly Lock _lock = new();
    private bool _new;
    private long _step;
    private long _of;
    private long _timestamp;

    /// <summary>Tells a sight.</summary>
    internal void Tell(long step, long of, long timestamp)
    {
        lock (_lock) (_new, _step, _of, _timestamp) = (true, step, of, timestamp);
    }

    /// <summary>Takes the newest sight that is not of after a moment, once.</summary>
    internal bool TryTake(long until, out long step, out long of, out long timestamp)
    {
        lock (_lock)
        {
            (step, of, timestamp) = (_step, _of, _timestamp);
            bool taken = _new && _timestamp <= until;
            if (taken) _new = false;
            return taken;
        }
    }
}
