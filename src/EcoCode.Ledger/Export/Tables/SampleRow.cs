using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Export.Tables;

/// <summary>What one component used in one stretch of a run.</summary>
internal sealed record SampleRow(RunIdentity Run, RunPart Part, RunSample Sample, Energy EnergyJ)
{
    /// <summary>The rows of a run, in the order of time. A component that was not there yet has none.</summary>
    internal static IEnumerable<SampleRow> Of(StoredRun run)
    {
        foreach (RunSample sample in run.Samples)
        {
            for (int i = 0; i < sample.Energies.Count; i++) yield return new(run.Record.Run, run.Parts[i], sample, sample.Energies[i]);
        }
    }
}
