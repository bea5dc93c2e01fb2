using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Pushes the shares of processes and of groups of them, whose series come and go.</summary>
/// <param name="connection">The collector.</param>
/// <param name="most">When so many series of one kind are gone, all begin anew: a meter has room for 2,000, and keeps all that it ever had.</param>
internal sealed class ShareMeasurements(OtlpConnection connection, int most = 1000) : IDisposable
{
    private readonly HashSet<ShareKey> _series = [];
    private readonly int[] _counts = new int[OtlpInstruments.OfShares.Count];
    private List<Share> _delivered = [];
    private ShareBase _base = new([]);
    private List<Share> _now = [];
    private Meter? _meter;
    private MeterProvider? _provider;

    /// <summary>Pushes the shares of a reading.</summary>
    /// <returns>Whether the collector took them.</returns>
    internal bool Push(NodeReading reading)
    {
        List<Share> shares = Shares.Of(reading);
        if (_provider is null || IsFull(shares)) BeginAnew(shares);
        _now = _base.Beyond(shares);
        if (!_provider!.ForceFlush()) return false;
        _delivered = shares;
        return true;
    }

    public void Dispose()
    {
        _provider?.Dispose();
        _meter?.Dispose();
    }

    private bool IsFull(List<Share> shares)
    {
        Array.Clear(_counts);
        foreach (Share share in shares)
        {
            _series.Add(share.Key);
            _counts[(int)share.Key.Kind]--;
        }

        foreach (ShareKey key in _series) _counts[(int)key.Kind]++;
        return _counts.Max() > most;
    }

    /// <summary>From what the collector has, which may be older than the last push: what it did not take is told anew.</summary>
    private void BeginAnew(List<Share> shares)
    {
        Dispose();
        _series.Clear();
        foreach (Share share in shares) _series.Add(share.Key);
        _base = new ShareBase(_delivered);
        _meter = new Meter("ecocode.shares");
        for (int i = 0; i < OtlpInstruments.OfShares.Count; i++)
        {
            var kind = (ShareKind)i;
            (OtlpInstrument energy, OtlpInstrument power) = OtlpInstruments.OfShares[i];
            energy.Observe(_meter, () => _now.Where(share => share.Key.Kind == kind).Select(share => new Measurement<double>(share.Energy.Joules, share.Attributes)));
            power.Observe(_meter, () => _now.Where(share => share.Key.Kind == kind && share.Key.Id != ShareKey.Gone).Select(share => new Measurement<double>(share.Power.Watts, share.Attributes)));
        }

        _provider = connection.Export(_meter.Name);
    }
}
