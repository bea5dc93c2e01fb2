using EcoCode.Host;
using EcoCode.Sensors.External.Interop;

namespace EcoCode.Sensors.External;

/// <summary>Runs a command again and again on a thread of its own and keeps what it printed last.</summary>
internal sealed class ExternalCommand : IExternalReading, IDisposable
{
    /// <summary>A command may take this many periods before it is killed, and its value stands for now that long.</summary>
    private const int PeriodsUntilStale = 3;

    private readonly ExternalSpec _spec;
    private readonly TimeProvider _time;
    private readonly LatestValue _latest;
    private readonly SpawnedCommand _command;
    private readonly ManualResetEventSlim _stop = new();
    private readonly ManualResetEventSlim _first = new();
    private readonly Thread _thread;

    internal ExternalCommand(ExternalSpec spec, TimeProvider time)
    {
        (_spec, _time) = (spec, time);
        _latest = new(time, spec.Period * PeriodsUntilStale);
        _command = new(spec.Command);
        _thread = new(Run) { IsBackground = true, Name = "external meter" };
        _thread.Start();
    }

    public ReadOutcome TryRead(out double value) => _latest.TryRead(out value);

    /// <summary>Whether a process group is one that the command runs in.</summary>
    internal bool Owns(int group) => _command.Owns(group);

    /// <summary>Waits until the command has yielded its first value, or has failed to, or the time is up.</summary>
    internal void AwaitFirst(TimeSpan atMost) => _first.Wait(atMost);

    /// <summary>Ends the thread, and kills the command if it is running.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _command.Dispose();
        _stop.Dispose();
        _first.Dispose();
    }

    private void Run()
    {
        Span<byte> buffer = stackalloc byte[ExternalValue.MaxLength + 1];
        while (!_stop.IsSet)
        {
            long start = _time.GetTimestamp();
            double value = 0;
            ReadOutcome outcome = _command.TryRun(_spec.Period * PeriodsUntilStale, _time, _stop, buffer, out int length);
            if (outcome == ReadOutcome.Ok) outcome = ExternalValue.TryParse(buffer[..length], _spec.Unit, out value);

            // A command that was killed for taking too long says nothing; its last value goes stale by itself.
            if (outcome != ReadOutcome.Stale) _latest.Publish(outcome, value);
            _first.Set();
            TimeSpan left = _spec.Period - _time.GetElapsedTime(start);
            if (left > TimeSpan.Zero) _stop.Wait(left);
        }
    }
}
