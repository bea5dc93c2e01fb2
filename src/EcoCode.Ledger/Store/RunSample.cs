using EcoCode.Quantities;

namespace EcoCode.Ledger.Store;

/// <summary>What a run used in one stretch of time. Stretches follow each other without gap or overlap, and sum to the run.</summary>
/// <param name="OffsetS">Begin, s after the start of the run.</param>
/// <param name="SpanS">Length, s: about 1 in the last hour of a run, 10 in the last day, 60 before.</param>
/// <param name="Energies">The tree's energy, one for each component in the order of <see cref="StoredRun.Parts"/>; one that was not there yet has none.</param>
public sealed record RunSample(double OffsetS, double SpanS, IReadOnlyList<Energy> Energies)
{
    /// <summary>The tree's energy in all.</summary>
    public Energy EnergyJ
    {
        get
        {
            Energy sum = Energy.Zero;
            foreach (Energy part in Energies) sum += part;
            return sum;
        }
    }
}
