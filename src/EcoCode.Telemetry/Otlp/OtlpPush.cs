using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using EcoCode.Quantities;
using OpenTelemetry.Metrics;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Pushes what a machine has to tell to an OpenTelemetry collector, on a thread of its own.</summary>
/// <remarks>
/// Everything that counts is pushed as its total, so that a push that fails, and a collector that is down for hours, costs time resolution and no
/// energy. A push reads the last snapshot and no sensor. Nothing of it is loaded where nobody asks for it.
/// </remarks>
public sealed class OtlpPush : IDisposable
{
    /// <summary>How often it is looked whether there is anything to push, before there first is.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(200);

    private readonly OtlpSettings _settings;
    private readonly OtlpConnection _connection;
    private readonly Func<NodeReading?> _latest;
    private readonly TimeProvider _time;
    private readonly ShareMeasurements _shares;
    private readonly Meter _meter = new("ecocode");
    private readonly MeterProvider _provider;
    private readonly ManualResetEventSlim _over = new();
    private NodeReading? _now;
    private Thread? _thread;
    private PushReading _reading = new(0, 0, 0, null, null);

    private OtlpPush(OtlpSettings settings, OtlpConnection connection, Func<NodeReading?> latest, TimeProvider time)
    {
        (_settings, _connection, _latest, _time) = (settings, connection, latest, time);
        _shares = new ShareMeasurements(connection);
        MachineMeasurements.Observe(_meter, () => _now!);
        _provider = connection.Export(_meter.Name);
    }

    /// <summary>How pushing has gone so far. Any thread may read it.</summary>
    public PushReading Reading => Volatile.Read(ref _reading);

    /// <summary>Makes one; it connects to nothing before <see cref="Start"/>.</summary>
    /// <param name="settings">Where to, and how.</param>
    /// <param name="resource">What the machine is, by <see cref="OtlpResource"/>.</param>
    /// <param name="latest">What there is to tell; <c>null</c> before the first snapshot.</param>
    /// <param name="time">The clock.</param>
    /// <param name="push">The push.</param>
    /// <param name="problem">Otherwise what is wrong with a certificate.</param>
    public static bool TryOpen(
        OtlpSettings settings,
        IReadOnlyDictionary<string, string> resource,
        Func<NodeReading?> latest,
        TimeProvider time,
        [NotNullWhen(true)] out OtlpPush? push,
        [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(latest);
        ArgumentNullException.ThrowIfNull(time);
        push = OtlpConnection.Open(settings, resource, out problem) is { } connection ? new OtlpPush(settings, connection, latest, time) : null;
        return push is not null;
    }

    /// <summary>Pushes from now on.</summary>
    /// <param name="changed">Called on the pushing thread when pushes begin to fail, with the reason, and with <c>null</c> when they succeed again.</param>
    public void Start(Action<Note?> changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        _thread = new Thread(() => Run(changed)) { IsBackground = true, Name = "otlp" };
        _thread.Start();
    }

    /// <summary>Pushes once more, unless pushes fail, and ends. Takes no longer than a push may take.</summary>
    public void Dispose()
    {
        _over.Set();
        _thread?.Join();
        if (_thread is not null && Reading.Failing == 0) Push();
        _shares.Dispose();
        _provider.Dispose();
        _meter.Dispose();
        _connection.Dispose();
        _over.Dispose();
    }

    /// <summary>Pushes what there is to tell now.</summary>
    /// <returns>Whether the collector took it; true too where there is nothing to tell yet.</returns>
    internal bool Push()
    {
        if (_latest() is not { } now) return true;
        _now = now;

        // If the first does not get through, the second would only take its time too.
        bool taken = _provider.ForceFlush() && _shares.Push(now);
        PushReading before = _reading;
        Volatile.Write(ref _reading, taken
            ? before with { Sent = before.Sent + 1, Failing = 0, LastSent = _time.GetUtcNow(), Reason = null }
            : before with { Failed = before.Failed + 1, Failing = before.Failing + 1, Reason = _connection.Reason ?? "it did not take them" });
        return taken;
    }

    private void Run(Action<Note?> changed)
    {
        do
        {
            long failing = Reading.Failing;
            bool taken = Push();
            if (taken == (failing == 0)) continue;
            changed(taken ? null : OtlpProblems.Failing(_settings.Endpoint, Reading.Reason!));
        }
        while (!_over.Wait(_now is null && _settings.Interval > FirstLook ? FirstLook : _settings.Interval));
    }
}
