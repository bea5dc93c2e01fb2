namespace EcoCode.Ledger.Comparison;

/// <summary>What of two runs as a whole is compared.</summary>
internal static class TotalFigures
{
    /// <summary>The monotonic clock is exact; what starts and ends a run is known to about a millisecond.</summary>
    private const double TimeBand = 0.001;

    internal static IEnumerable<Difference> Compare(RunRecord reference, RunRecord other)
    {
        // Without a source nothing is known of the energy, which is not 0.
        bool known = reference.Components.Count > 0, otherKnown = other.Components.Count > 0;
        yield return Of("energy_j", known ? reference.Total.EnergyJ.Joules : null, reference.Total.BandJ, otherKnown ? other.Total.EnergyJ.Joules : null, other.Total.BandJ);
        yield return Of("duration_s", reference.Run.DurationS, TimeBand, other.Run.DurationS, TimeBand);
        yield return Of("mean_power_w", known ? reference.Total.MeanPowerW : null, PowerBand(reference), otherKnown ? other.Total.MeanPowerW : null, PowerBand(other));
        yield return Of("co2e_g", known ? reference.Impact.Co2eG : null, Scaled(reference, reference.Impact.Co2eG), otherKnown ? other.Impact.Co2eG : null, Scaled(other, other.Impact.Co2eG));
        if (reference.Impact.Cost is { } cost && other.Impact.Cost is { } paid && cost.Currency == paid.Currency)
        {
            yield return Of("cost", (double)cost.Amount, Scaled(reference, (double)cost.Amount), (double)paid.Amount, Scaled(other, (double)paid.Amount));
        }
    }

    private static double PowerBand(RunRecord record) => record.Run.DurationS > 0 ? record.Total.BandJ / record.Run.DurationS : double.NaN;

    /// <summary>The band that the energy gives to what is made from it. That of the factor is not known; a factor that both share changes both alike.</summary>
    private static double Scaled(RunRecord record, double figure)
        => record.Total.EnergyJ.Joules is var joules and > 0 ? figure * record.Total.BandJ / joules : double.NaN;

    private static Difference Of(string name, double? reference, double referenceBand, double? value, double valueBand)
        => new() { Name = name, Reference = reference, ReferenceBand = referenceBand, Value = value, ValueBand = valueBand };
}
