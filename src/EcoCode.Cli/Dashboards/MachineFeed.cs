using EcoCode.Cli.Measuring;
using EcoCode.Host;
using EcoCode.Metering.Sampling;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Cli.Dashboards;

/// <summary>Measures this machine, and tells what it finds.</summary>
internal sealed class MachineFeed : IDisposable
{
    private readonly MeasureRequest _request;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<Note> _notes;
    private readonly WholeMachine _machine;
    private readonly MachineMeter _meter;
    private readonly Wakeup _wake = new();
    private Thread? _thread;
    private volatile bool _over;
    private long _told;

    /// <param name="request">How to measure.</param>
    /// <param name="instruments">What it is measured with.</param>
    /// <param name="notes">What is known to be wrong before anything was measured.</param>
    /// <param name="time">The clock.</param>
    internal MachineFeed(MeasureRequest request, Instruments instruments, IReadOnlyList<Note> notes, TimeProvider time)
    {
        (_request, _time) = (request, time);
        _machine = WholeMachine.Open(request, instruments, time);
        _meter = _machine.Meter;
        _notes = _machine.Hidden is { } hidden ? [.. notes, hidden] : notes;
    }

    /// <summary>Measures once, after an interval.</summary>
    /// <returns>Nothing where the machine did not tell its CPU time.</returns>
    internal Message.Sampled? Once()
    {
        _wake.Wait(_request.Interval);
        _meter.Tick(last: true, _request.Interval);
        return Latest();
    }

    /// <summary>Measures on a thread of its own until it is disposed of.</summary>
    /// <param name="tell">Gets every snapshot, on that thread.</param>
    internal void Start(Action<Message> tell)
    {
        var governor = new Governor(_request.Interval, _request.Budget);
        var sampler = new Sampler(_meter, _request.Interval, governor, () => OwnUse.ThreadCpuTime, _time);
        var code = OwnCode.Of(_time);
        _thread = new Thread(() => sampler.Run(_wake.Wait, () => _over, Tell)) { IsBackground = true, Name = "sampler" };
        _thread.Start();

        void Tell()
        {
            code.Tick();
            if (Latest() is { } message) tell(message);
        }
    }

    public void Dispose()
    {
        _over = true;
        _wake.Set();
        _thread?.Join();
        _machine.Dispose();
        _wake.Dispose();
    }

    /// <summary>The latest snapshot, unless it was told already: a tick at which nothing could be told makes none.</summary>
    private Message.Sampled? Latest()
    {
        if (_meter.Latest is not { } latest || latest.Number == _told) return null;
        _told = latest.Number;
        return new Message.Sampled(latest, _notes);
    }
}
