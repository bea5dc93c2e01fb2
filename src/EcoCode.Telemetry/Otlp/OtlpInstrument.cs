using System.Diagnostics.Metrics;

namespace EcoCode.Telemetry.Otlp;

/// <summary>A metric as it is pushed.</summary>
/// <param name="Name">Its name: OpenTelemetry's where there is one.</param>
/// <param name="Counts">Whether it only ever grows: a monotonic sum, with cumulative temporality. Else it is a gauge.</param>
/// <param name="Unit">Its unit, by UCUM.</param>
/// <param name="Help">What it is, in one sentence.</param>
/// <param name="Attributes">Names of the attributes that its points have, those in brackets only some.</param>
public sealed record OtlpInstrument(string Name, bool Counts, string Unit, string Help, params IReadOnlyList<string> Attributes)
{
    /// <summary>Makes it tell, at every push, what a function finds.</summary>
    internal void Observe(Meter meter, Func<IEnumerable<Measurement<double>>> find)
    {
        if (Counts) meter.CreateObservableCounter(Name, find, Unit, Help);
        else meter.CreateObservableGauge(Name, find, Unit, Help);
    }
}
