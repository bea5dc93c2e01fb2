using System.Runtime.CompilerServices;
using EcoCode.Cli.Measuring;
using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Ledger;
using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Cli.Local;

/// <summary>Where programs of the measured tree find what measures them.</summary>
/// <remarks>
/// It is bound before the command starts, so that the command can connect with its first instruction, and that costs 30 µs. Who serves is made when
/// the first client comes: most runs have none.
/// </remarks>
internal sealed class LocalDoor : ITickDemand, IDisposable
{
    private readonly LocalListener? _listener;
    private readonly LocalSocket? _client;
    private readonly bool _isSidecar;
    private readonly Wakeup _closing = new();
    private Thread? _porter;
#pragma warning disable CA1859 // A field of the desk's own type would load the local API with this class.
    private volatile ILocalDesk? _desk;
#pragma warning restore CA1859

    private LocalDoor(LocalListener? listener, LocalSocket? client, bool isSidecar)
        => (_listener, _client, _isSidecar) = (listener, client, isSidecar);

    /// <summary>A port for Prometheus, or null.</summary>
    internal int? MetricsPort { get; set; }

    /// <summary>The run of the same process whose measuring broke off, or null.</summary>
    internal string? Resumes { get; set; }

    /// <summary>What the environment of the command tells of it; null where there is none.</summary>
    internal string? Variable => _listener is null ? null : $"ECOCODE_SOCKET=1:{_listener.Address.Text}";

    /// <summary>What the program foretells of itself, or null.</summary>
    internal RunPrediction? Prediction => _desk?.Prediction;

    /// <summary>What must be said of it in the record.</summary>
    internal IReadOnlyList<Note> Notes => _desk?.Notes ?? [];

    /// <summary>Whether a client has asked for the end of the run.</summary>
    internal bool IsToldToEnd => _desk?.IsToldToEnd == true;

    /// <inheritdoc/>
    public TimeSpan Attend() => _desk?.Attend() ?? TimeSpan.MaxValue;

    /// <summary>Opens it, where that is wanted. A machine without abstract names has none; the run goes on without.</summary>
    internal static LocalDoor Open(bool wanted)
        => new(wanted && LocalListener.TryListen(LocalAddress.Unguessable($"ecocode.{Environment.ProcessId}."), out LocalListener? listener, out _) ? listener : null, null, isSidecar: false);

    /// <summary>The door of a sidecar, which serves from the begin, for that is what it is for.</summary>
    internal static LocalDoor OfSidecar(LocalListener? listener, LocalSocket? client) => new(listener, client, isSidecar: true);

    /// <summary>Lets clients in from here on.</summary>
    internal void Serve(LocalSubject subject)
    {
        if (_isSidecar) _desk = Made(subject);
        if (_isSidecar || _listener is null) return;
        _porter = new Thread(() => Await(subject), 256 * 1024) { IsBackground = true, Name = "local" };
        _porter.Start();
    }

    /// <inheritdoc/>
    public void Taking() => _desk?.Taking();

    /// <summary>To be called after every tick.</summary>
    internal void Tick() => _desk?.Tick();

    /// <summary>The run is over: whoever asked for that gets what it amounts to, and what is asked from here on is refused.</summary>
    internal void End(Outcome? outcome) => _desk?.End(outcome?.Record);

    /// <summary>There will be no run: says why, where somebody waits for it.</summary>
    internal void Refuse(Note problem) => SidecarStart.Refuse(_client, problem);

    public void Dispose()
    {
        _closing.Set();
        _porter?.Join();
        (_desk as IDisposable)?.Dispose();
        _client?.Dispose();
        _listener?.Dispose();
        _closing.Dispose();
    }

    private void Await(LocalSubject subject)
    {
        var poll = new SocketPoll();
        int closing = poll.Add(_closing), door = poll.Add(_listener!);
        while (true)
        {
            poll.Wait(Timeout.InfiniteTimeSpan);
            if (poll.IsReady(closing)) return;
            if (poll.IsReady(door)) break;
        }

        _desk = Made(subject);

        // What came in meanwhile woke nobody who knew of it.
        subject.Wake();
    }

    /// <summary>Apart, so that nothing of it is loaded before it is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private RunDesk Made(LocalSubject subject)
    {
        var desk = new RunDesk(subject, _isSidecar, Resumes is null ? null : SidecarProblems.BrokeOff(Resumes));
        desk.Serve(_listener, _client, MetricsPort);
        return desk;
    }
}
