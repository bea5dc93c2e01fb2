using System.Diagnostics.CodeAnalysis;
using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Ledger.Composition;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>What came of a measurement.</summary>
/// <param name="Record">The record of the run.</param>
/// <param name="Unused">Sensors that were found and not used, a line each.</param>
/// <param name="Saved">Whether the run is in the ledger.</param>
/// <param name="NotKept">Why it is not there though it should be, or null.</param>
internal sealed record Outcome(RunRecord Record, IReadOnlyList<string> Unused, bool Saved, Note? NotKept)
{
    /// <summary>Puts the record together, keeps it and hands it on. What stands in the way is said, and never changes the exit code.</summary>
    internal static void HandOn(RunFacts facts, Meter meter, Instruments instruments, MeasureRequest request, Recording recording, Action<Outcome> finished)
    {
        if (!TryCompose(facts, meter.Result(), instruments, request, out RunRecord? record, out Note? problem))
        {
            Complaint.Write(problem, request.Output);
            return;
        }

        (record, bool saved, Note? notKept) = recording.Finish(meter, record);
        finished(new Outcome(record, instruments.Catalogue.Unused, saved, notKept));
    }

    /// <summary>Puts the record together.</summary>
    internal static bool TryCompose(
        RunFacts facts, MeterResult meter, Instruments instruments, MeasureRequest request, [NotNullWhen(true)] out RunRecord? record, [NotNullWhen(false)] out Note? problem)
    {
        ImpactRequest impact = request.Impact with
        {
            Machine = instruments.Kind,
            VCpus = instruments.Kind == MachineKind.VirtualMachine ? Math.Max(1, (int)Math.Round(meter.Processors)) : null,
        };
        bool resolved = ImpactModel.Shipped.TryResolve(impact, out ImpactFactors? factors, out problem);
        record = resolved ? RunComposition.Compose(facts, meter, factors!) : null;
        return resolved;
    }
}
