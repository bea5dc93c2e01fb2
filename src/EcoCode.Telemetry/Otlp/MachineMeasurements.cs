using System.Diagnostics.Metrics;
using EcoCode.Impact;
using EcoCode.Impact.Accounting;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry.OpenMetrics;
using Measured = System.Collections.Generic.IEnumerable<System.Diagnostics.Metrics.Measurement<double>>;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Tells a meter what the parts of a machine use, and what that amounts to.</summary>
internal static class MachineMeasurements
{
    /// <summary>Makes the meter's instruments.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="now">What is told at a push.</param>
    internal static void Observe(Meter meter, Func<NodeReading> now)
    {
        OtlpInstruments.PartEnergy.Observe(meter, () => Parts(now(), source => source.Shown.Joules));
        OtlpInstruments.PartPower.Observe(meter, () => Parts(now(), source => source.ShownPower.Watts));
        OtlpInstruments.HostEnergy.Observe(meter, () => Hosts(now(), source => source.Shown.Joules));
        OtlpInstruments.HostPower.Observe(meter, () => Hosts(now(), source => source.ShownPower.Watts));
        OtlpInstruments.GpuUse.Observe(meter, () => Gpus(now(), gpu => gpu.Utilisation));
        OtlpInstruments.GpuMemory.Observe(meter, () => Gpus(now(), gpu => gpu.MemoryUsedBytes));
        OtlpInstruments.Unattributed.Observe(meter, () => Unattributed(now().Snapshot));
        OtlpInstruments.Facility.Observe(meter, () => [new(now().Impact.FacilityEnergy.Joules)]);
        OtlpInstruments.Carbon.Observe(meter, () => Carbons(now().Impact));
        OtlpInstruments.Embodied.Observe(meter, () => now().Impact.Embodied is { } embodied ? [new(embodied.Grams)] : []);
        OtlpInstruments.Water.Observe(meter, () => Waters(now().Impact));
        OtlpInstruments.Cost.Observe(meter, () => now().Impact.Cost.Select(cost => Of((double)cost.Amount, ("ecocode.currency", cost.Currency))));
        OtlpInstruments.Intensity.Observe(meter, () => [Intensity(now().Grid)]);
        OtlpInstruments.SourceFailures.Observe(meter, () => now().Snapshot.Sources.Select(source => new Measurement<double>(source.Failures, OfPart(source))));
    }

    /// <summary>A meter of the whole machine is none of a part: whoever adds up hw.energy must not count anything twice.</summary>
    private static Measured Parts(NodeReading reading, Func<SourceReading, double> value)
        => reading.Snapshot.Sources.Where(source => source.Component != Component.Platform).Select(source => new Measurement<double>(value(source), OfPart(source)));

    private static Measured Hosts(NodeReading reading, Func<SourceReading, double> value)
        => reading.Snapshot.Sources.Where(source => source.Component == Component.Platform).Select(source => Of(
            value(source), ("hw.id", source.Id.Value), ("hw.name", source.Device), ("ecocode.method", source.Method), ("ecocode.provenance", ProvenanceOf(source))));

    private static Measured Gpus(NodeReading reading, Func<GpuReading, double?> value)
    {
        foreach (SourceReading source in reading.Snapshot.Sources)
        {
            // One that was given up has a successor, which tells the same.
            if (source is not { State: not SourceState.GivenUp, Gpu: { } gpu } || value(gpu) is not { } found) continue;
            yield return Of(found, ("hw.id", gpu.Identity.Uuid ?? source.Id.Value), ("hw.name", gpu.Identity.Label), ("hw.model", gpu.Identity.Name));
        }
    }

    private static Measured Unattributed(MachineSnapshot snapshot) =>
    [
        Of(snapshot.IdleAndRest.Energy.Total.Joules, ("ecocode.part", "idle_and_rest")),
        Of(snapshot.Unseen.Energy.Total.Joules, ("ecocode.part", "unseen")),
        Of(snapshot.EcoCode.Energy.Total.Joules, ("ecocode.part", "ecocode")),
    ];

    private static Measured Carbons(ImpactTotals impact)
    {
        if (impact.Lifecycle is { } lifecycle) yield return Of(lifecycle.Grams, ("ecocode.basis", GridBasis.Lifecycle.Name()));
        if (impact.Direct is { } direct) yield return Of(direct.Grams, ("ecocode.basis", GridBasis.Direct.Name()));
    }

    private static Measured Waters(ImpactTotals impact)
    {
        if (impact.OnSiteWater is { } site) yield return Of(site.Litres, ("ecocode.origin", "on_site"));
        if (impact.OffSiteWater is { } grid) yield return Of(grid.Litres, ("ecocode.origin", "off_site"));
    }

    private static Measurement<double> Intensity(GridNow grid)
        => Of(grid.Intensity.GramsPerKilowattHour, ("ecocode.zone", grid.Zone), ("ecocode.basis", grid.Basis.Name()), ("ecocode.source", grid.Source));

    private static KeyValuePair<string, object?>[] OfPart(SourceReading source) =>
    [
        new("hw.id", source.Id.Value),
        new("hw.type", source.Component == Component.Dram ? "memory" : MachineExposition.Name(source.Component)),
        new("hw.name", source.Device),
        new("ecocode.method", source.Method),
        new("ecocode.provenance", ProvenanceOf(source)),
    ];

    private static string ProvenanceOf(SourceReading source) => source.Provenance == Provenance.Measured ? "measured" : "modelled";

    private static Measurement<double> Of(double value, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var tags = new List<KeyValuePair<string, object?>>(attributes.Length);
        foreach ((string name, string? text) in attributes)
        {
            if (text is not null) tags.Add(new(name, text));
        }

        return new Measurement<double>(value, tags);
    }
}
