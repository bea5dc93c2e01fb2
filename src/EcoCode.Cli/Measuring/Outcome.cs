using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Ledger.Composition;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>What came of a measurement.</summary>
/// <param name="Record">The record of the run.</param>
/// <param name="Unused">Sensors that were found and not used, a line each.</param>
internal sealed record Outcome(RunRecord Record, IReadOnlyList<string> Unused)
{
    /// <summary>Puts the record together and hands it on. What stands in the way is said, and never changes the exit code.</summary>
    internal static void HandOn(RunFacts facts, MeterResult meter, Instruments instruments, MeasureRequest request, Action<Outcome> finished)
    {
        ImpactRequest impact = request.Impact with
        {
            Machine = instruments.Kind,
            VCpus = instruments.Kind == MachineKind.VirtualMachine ? Math.Max(1, (int)Math.Round(meter.Processors)) : null,
        };
        if (ImpactModel.Shipped.TryResolve(impact, out ImpactFactors? factors, out Note? problem)) finished(new(RunComposition.Compose(facts, meter, factors), instruments.Catalogue.Unused));
        else Complaint.Write(problem, request.Output);
    }
}
