using System.Diagnostics.CodeAnalysis;
using EcoCode.Impact;
using EcoCode.Impact.Course;
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
    internal static void HandOn(RunFacts facts, Meter meter, Instruments instruments, MeasureRequest request, Timeline times, Recording recording, Action<Outcome> finished)
    {
        times.End(meter);
        if (!TryCompose(facts, meter.Result(), instruments, request, times, out RunRecord? record, out Note? problem))
        {
            Complaint.Write(problem, request.Output);
            return;
        }

        (record, bool saved, Note? notKept) = recording.Finish(meter, record);
        finished(new Outcome(record, instruments.Catalogue.Unused, saved, notKept));
    }

    /// <summary>Puts the record together.</summary>
    internal static bool TryCompose(
        RunFacts facts,
        MeterResult meter,
        Instruments instruments,
        MeasureRequest request,
        Timeline times,
        [NotNullWhen(true)] out RunRecord? record,
        [NotNullWhen(false)] out Note? problem)
    {
        ImpactCourse? course = times.Read();
        bool resolved = Judgement.TryResolve(Judgement.Of(request, instruments, meter, times.Place), course, out ImpactFactors? factors, out problem);
        record = resolved ? RunComposition.Compose(facts, meter, factors!, course) : null;
        return resolved;
    }
}
