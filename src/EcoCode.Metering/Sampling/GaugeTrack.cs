using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Sampling;

/// <summary>Integrates a power gauge by the trapezoidal rule.</summary>
/// <remarks>A gauge tells nothing of the time between two readings that are far apart, so such time is missing rather than filled in.</remarks>
internal sealed class GaugeTrack(EnergySource source, IPowerGauge gauge, TimeProvider time) : SourceTrack(source, time)
{
    /// <summary>Between readings that are further apart than this, power is not assumed to have gone straight from one to the other.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromSeconds(15);

    /// <summary>Power is read at least this often, however rare the ticks are: sensors and models of it change within a second.</summary>
    internal override TimeSpan Horizon => Source.ReadWithin ?? TimeSpan.FromSeconds(1);

    private Power _last;
    private long _lastTime;

    internal override void Begin(long now)
    {
        _lastTime = now;
        Read(out _last);
    }

    internal override void Advance(long now)
    {
        TimeSpan since = Time.GetElapsedTime(_lastTime, now);
        bool before = Reads;
        bool reads = Read(out Power power);
        if (before && reads && since <= Furthest) Add((_last + power) * 0.5 * since);
        else Missing += since;
        (_last, _lastTime) = (power, now);
    }

    internal override void Finish(long now) => Missing += Time.GetElapsedTime(_lastTime, now);

    private bool Read(out Power power)
    {
        ReadOutcome outcome = gauge.TryRead(out power);
        if (outcome == ReadOutcome.Ok && !(power.Watts >= 0 && power <= Source.Ceiling)) outcome = ReadOutcome.Malformed;
        Reads = outcome == ReadOutcome.Ok;
        if (!Reads) Fail(outcome);
        return Reads;
    }
}
