using EcoCode.Agent.Running;
using EcoCode.Agent.Sampling;
using EcoCode.Agent.Scraping;
using EcoCode.Agent.Serving;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Quantities;
using EcoCode.Telemetry;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Agent;

/// <summary>The agent of a machine: measures all the time, and tells what it finds to whoever may ask.</summary>
/// <remarks>Measuring goes on whatever happens to those who ask. One thread starts, reloads and ends it.</remarks>
/// <param name="measurement">The measurement, not started.</param>
/// <param name="judge">Says by what energy is judged, and what a live provider last told of the grid; called at every tick.</param>
/// <param name="node">Writes the metrics.</param>
/// <param name="log">What it says.</param>
/// <param name="time">The clock.</param>
public sealed class NodeAgent(Measurement measurement, Func<(ImpactFactors Factors, GridSeries? Live)> judge, NodeExposition node, AgentLog log, TimeProvider time) : IAsyncDisposable
{
    private readonly ScrapeCount _count = new();
    private AgentExposition? _exposition;
    private AgentOptions? _options;
    private AgentServer? _server;

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
    /// <returns>Why it can't, or <c>null</c>.</returns>
    public async Task<Note?> Start(AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var accounts = new NodeAccounts(options.Top);
        measurement.Taken += snapshot =>
        {
            (ImpactFactors factors, GridSeries? live) = judge();
            accounts.Take(snapshot, factors, live);
        };
        _exposition = new AgentExposition(node, () => accounts.Latest, new OwnAccount(measurement, _count, null, time).Read, measurement.Interval, _count, time);
        if (await Serve(options).ConfigureAwait(false) is { } problem) return problem;
        measurement.Start();
        return null;
    }

    /// <summary>Takes over other options while measuring goes on. Where they can't be, the old ones stay.</summary>
    /// <returns>Why they can't be, or <c>null</c>.</returns>
    public async Task<Note?> Reload(AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Access.TryOpen(options.Server, time, static _ => { }, out _, out Note? problem)) return problem;
        AgentOptions before = _options!;
        await Silence().ConfigureAwait(false);
        if (await Serve(options).ConfigureAwait(false) is not { } refused) return null;
        if (await Serve(before).ConfigureAwait(false) is { } worse) log.Warn(worse);
        return refused;
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Silence().ConfigureAwait(false);
        measurement.Dispose();
    }

    private async Task<Note?> Serve(AgentOptions options)
    {
        _options = options;
        if (!Access.TryOpen(options.Server, time, log.Warn, out Access? access, out Note? problem)) return problem;
        if (options.Server.Listen.Count == 0) return null;
        var pages = new AgentPages(_exposition!, () => measurement.Health, access.Credentials, _count);
        (_server, problem) = await AgentServer.Start(options.Server, pages, access.Certificates, _count).ConfigureAwait(false);
        return problem;
    }

    private async Task Silence()
    {
        if (_server is not null) await _server.DisposeAsync().ConfigureAwait(false);
        _server = null;
    }
}
