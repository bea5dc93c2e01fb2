using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Ledger;
using EcoCode.Metering.Windows;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Cli.Local;

/// <summary>Answers the local API of one run: requests come in on the server's thread, and are answered by the thread that ticks, which alone knows the meter.</summary>
internal sealed class RunDesk : ILocalDesk, ILocalRequests, IDisposable
{
    private const string ReadTopic = "read";

    /// <summary>Ticks that were asked for come no closer together: what comes in meanwhile is answered by the same one.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMicroseconds(200);

    /// <summary>How long a client has at the end to read its last answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>A tick of a very busy machine may take its time.</summary>
    private static readonly TimeSpan ScrapePatience = TimeSpan.FromSeconds(1);

    private readonly LocalSubject _subject;
    private readonly LocalServer _server;
    private readonly RunAnswers _answers;
    private readonly Lock _lock = new();
    private readonly Queue<RunRequest> _waiting = new();
    private readonly List<LocalCall> _finishing = [];
    private readonly ManualResetEvent _told = new(false);
    private MetricsPage? _page;
    private volatile bool _scraped;
    private byte[]? _text;
    private long _taken;
    private bool _expects;
    private bool _isWarm;
    private bool _over;

    /// <param name="subject">The run.</param>
    /// <param name="isSidecar">Whether a client may end it.</param>
    /// <param name="brokeOff">Where an earlier run of the same process broke off, what must be said of that.</param>
    internal RunDesk(LocalSubject subject, bool isSidecar, Note? brokeOff)
    {
        _subject = subject;
        _answers = new RunAnswers(subject, brokeOff);
        Notes = brokeOff is null ? [] : [brokeOff];
        Operations = isSidecar
            ? ["read", "begin", "end", "marks", "log", "progress", "record", "finish"]
            : ["read", "begin", "end", "marks", "log", "progress", "record"];
        _server = new LocalServer(this, peer => peer.IsOwnOrRoot, subject.Time);
    }

    public string Role => "run";

    public IReadOnlyList<string> Operations { get; }

    public IReadOnlyList<string> Topics { get; } = [ReadTopic];

    /// <inheritdoc/>
    public bool IsToldToEnd { get; private set; }

    /// <inheritdoc/>
    public RunPrediction? Prediction => _answers.Prediction;

    /// <inheritdoc/>
    public IReadOnlyList<Note> Notes { get; private set; }

    /// <inheritdoc/>
    public TimeSpan Attend()
    {
        Answer();
        if (_scraped)
        {
            (_text, _scraped) = (_answers.Metrics(), false);
            _told.Set();
        }

        lock (_lock)
        {
            if (_waiting.Count == 0) return TimeSpan.MaxValue;
        }

        // A tick that could not settle, since a clock could not be read, is not tried again before the next of the schedule.
        return _taken > _subject.Meter.Windows.Settled ? TimeSpan.MaxValue : Apart - _subject.Time.GetElapsedTime(_taken);
    }

    /// <summary>Serves from here on.</summary>
    internal void Serve(LocalListener? listener, LocalSocket? client, int? metricsPort)
    {
        if (metricsPort is { } port && !MetricsPage.TryOpen(port, Scrape, out _page, out Note? problem)) Notes = [.. Notes, problem];
        if (listener is not null) _server.Add(listener);
        if (client is not null) _server.Add(client);
        _server.Start();
    }

    /// <inheritdoc/>
    public LocalHello Hello(LocalPeer peer) => new()
    {
        Server = $"ecocode {ProductVersion.Text}",
        Role = Role,
        Host = Environment.MachineName,
        BootId = Boot.Id(new PseudoFs("/proc")),
        NowNs = MonotonicTime.Nanoseconds(_subject.Time.GetTimestamp(), _subject.Time),
        IntervalS = _subject.Request.Interval.TotalSeconds,
        Capabilities = [.. Operations, "subscribe"],
        Run = new LocalRun(
            _subject.Id, _subject.Name, _subject.Request.Project, _subject.Started, _subject.RootPid, MonotonicTime.Nanoseconds(_subject.Meter.Begun, _subject.Time)),
    };

    /// <inheritdoc/>
    public void Take(LocalCall request)
    {
        if (!RunRequest.TryMake(request, _subject.Time, out RunRequest? made)) return;
        lock (_lock)
        {
            if (!_over)
            {
                _waiting.Enqueue(made);
                _subject.Wake();
                return;
            }
        }

        request.Refuse(LocalProblems.Over());
    }

    /// <summary>The text for Prometheus, made by the thread that ticks; on the page's thread.</summary>
    private byte[]? Scrape()
    {
        _told.Reset();
        _scraped = true;
        _subject.Wake();
        return _told.WaitOne(ScrapePatience) ? _text : null;
    }

    /// <inheritdoc/>
    public void Taking()
    {
        _taken = _subject.Time.GetTimestamp();
        _subject.Meter.SettleNext();
    }

    /// <inheritdoc/>
    public void Tick()
    {
        // The first result of all takes 20 ms, for the tables that it needs: better now than when somebody waits for it.
        if (_expects && !_isWarm) _ = _answers.ReadAll();
        _isWarm = _expects;
        if (_server.Awaits(ReadTopic)) _server.Publish(ReadTopic, _answers.ReadAll());
    }

    /// <summary>Answers what can be: all that is settled.</summary>
    private void Answer()
    {
        WindowLog windows = _subject.Meter.Windows;
        if (!_expects) windows.Expect();
        _expects = true;
        while (true)
        {
            RunRequest? next;
            lock (_lock)
            {
                if (!_waiting.TryPeek(out next) || next.Needs > windows.Settled) break;
                _ = _waiting.Dequeue();
            }

            if (next.Call.Operation != "finish") _answers.Give(next);
            else
            {
                _finishing.Add(next.Call);
                IsToldToEnd = true;
                _subject.Wake();
            }
        }
    }

    /// <inheritdoc/>
    public void End(RunRecord? record)
    {
        // The last tick has settled, so what was asked before it is answered still.
        Answer();
        lock (_lock) _over = true;
        while (_waiting.TryDequeue(out RunRequest? left)) left.Call.Refuse(LocalProblems.Over());
        foreach (LocalCall finishing in _finishing)
        {
            if (record is null) finishing.Refuse(LocalProblems.Over());
            else _answers.Finish(finishing, record);
        }

        _finishing.Clear();
    }

    public void Dispose()
    {
        End(null);
        _page?.Dispose();
        _told.Dispose();
        _server.Stop(Patience);
        _server.Dispose();
    }
}
