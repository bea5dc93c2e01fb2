using EcoCode.Agent.Local;
using EcoCode.Agent.Running;
using EcoCode.Agent.Sampling;
using EcoCode.Agent.Scraping;
using EcoCode.Agent.Serving;
using EcoCode.Host.Sockets;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Compat;
using EcoCode.Telemetry.Local;

namespace EcoCode.Agent;

/// <summary>The agent of a machine: measures all the time, and tells what it finds to whoever may ask.</summary>
/// <remarks>Measuring goes on whatever happens to those who ask. One thread starts, reloads and ends it.</remarks>
public sealed class NodeAgent : IAsyncDisposable
{
    /// <summary>How long clients of the socket have to read what was answered before the agent ends.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(100);

    private readonly Measurement _measurement;
    private readonly NodeAccounts _accounts;
    private readonly AgentExposition _exposition;
    private readonly Func<(ImpactFactors Factors, GridSeries? Live)> _judge;
    private readonly ScrapeCount _count = new();
    private readonly AgentLog _log;
    private readonly TimeProvider _time;
    private AgentOptions? _options;
    private AgentServer? _server;
    private AgentAnswers? _answers;
    private LocalServer? _local;

    /// <param name="measurement">The measurement, not started.</param>
    /// <param name="accounts">Keeps what the machine has to tell.</param>
    /// <param name="judge">Says by what energy is judged, and what a live provider last told of the grid; called at every tick.</param>
    /// <param name="compat">Writes metrics under other programs' names as well; <c>null</c> for nobody's.</param>
    /// <param name="log">What it says.</param>
    /// <param name="time">The clock.</param>
    public NodeAgent(Measurement measurement, NodeAccounts accounts, Func<(ImpactFactors Factors, GridSeries? Live)> judge, CompatExposition? compat, AgentLog log, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(accounts);
        (_measurement, _accounts, _judge, _log, _time) = (measurement, accounts, judge, log, time);
        Self = new OwnAccount(measurement, _count, time);
        _exposition = new AgentExposition(() => accounts.Latest, Self.Read, measurement.Interval, compat, _count, time);
        measurement.Taken += Take;
    }

    /// <summary>What the agent has to tell of itself.</summary>
    public OwnAccount Self { get; }

    /// <summary>Where metrics are served, with the ports that were found free.</summary>
    public IReadOnlyList<string> Addresses => _server?.Addresses ?? [];

    /// <summary>Looks for mistakes in what is asked for, without doing any of it; what is unwise is said to <paramref name="warn"/>.</summary>
    /// <returns>What is wrong, or <c>null</c>.</returns>
    public static Note? Mistake(AgentOptions options, TimeProvider time, Action<Note> warn)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Access.TryOpen(options.Server, time, warn, out _, out Note? problem) ? null : problem;
    }

    /// <summary>Begins to measure and to answer.</summary>
    /// <param name="options">What it offers.</param>
    /// <param name="listener">Where programs of the machine connect, which is the agent's from here on; <c>null</c> for nowhere.</param>
    /// <returns>Why it can't, or <c>null</c>.</returns>
    public async Task<Note?> Start(AgentOptions options, LocalListener? listener)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (listener is not null)
        {
            // Whom the file's mode lets in may ask: what is told here is of all processes, as /proc tells of them.
            _answers = new AgentAnswers(_measurement.Interval, OwnAccount.Version, _time);
            _local = new LocalServer(_answers, static _ => true, _time);
            _local.Add(listener);
            _local.Start();
        }

        if (await Serve(options).ConfigureAwait(false) is { } problem) return problem;
        _measurement.Start();
        return null;
    }

    /// <summary>Takes over other options while measuring goes on. Where they can't be, the old ones stay.</summary>
    /// <returns>Why they can't be, or <c>null</c>.</returns>
    public async Task<Note?> Reload(AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Mistake(options, _time, static _ => { }) is { } problem) return problem;
        AgentOptions before = _options!;
        await Silence().ConfigureAwait(false);
        if (await Serve(options).ConfigureAwait(false) is not { } refused) return null;
        if (await Serve(before).ConfigureAwait(false) is { } worse) _log.Warn(worse);
        return refused;
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Silence().ConfigureAwait(false);
        _measurement.Dispose();
        _local?.Stop(LastWords);
        _local?.Dispose();
    }

    private void Take(MachineSnapshot snapshot)
    {
        (ImpactFactors factors, GridSeries? live) = _judge();
        NodeReading reading = _accounts.Take(snapshot, factors, live);
        if (_local is not null) _answers!.Take(reading, _local);
    }

    private async Task<Note?> Serve(AgentOptions options)
    {
        _options = options;
        if (!Access.TryOpen(options.Server, _time, _log.Warn, out Access? access, out Note? problem)) return problem;
        if (options.Server.Listen.Count == 0) return null;
        var pages = new AgentPages(_exposition, () => _measurement.Health, access.Credentials, _count);
        (_server, problem) = await AgentServer.Start(options.Server, pages, access.Certificates, _count).ConfigureAwait(false);
        return problem;
    }

    private async Task Silence()
    {
        if (_server is not null) await _server.DisposeAsync().ConfigureAwait(false);
        _server = null;
    }
}
