using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;
using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Ledger;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Keeping;

/// <summary>Judges runs of the ledger anew.</summary>
/// <param name="request">What was said now.</param>
/// <param name="basis">Whether the basis was said, and is not only the default.</param>
/// <param name="dry">Whether only to say what would change.</param>
/// <param name="time">The clock.</param>
internal sealed class Recalculation(MeasureRequest request, bool basis, bool dry, TimeProvider time)
{
    /// <summary>All requests of one run together; a provider has time-outs of its own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal int Execute(IReadOnlyList<string> runs)
    {
        IGridProvider? provider = null;
        ImpactRequest said = request.Impact;
        bool any = said.Zone is not null || said.Pue is not null || said.Price is not null || said.Currency is not null || said.InstancePrice is not null || basis || request.Tariff is not null;
        if (!Preparation.TryCheck(request, out _, out Note? problem) || !GridAccess.TryOpen(request.Grid, time, out provider, out problem)) return Refuse(problem!, ExitCodes.Usage);
        if (!any && provider is null) return Refuse(RecalcNotes.NothingSaid(), ExitCodes.Usage);
        return LedgerUse.With(runs, (ledger, ids) =>
        {
            int code = ExitCodes.Done;
            foreach (string id in ids)
            {
                StoredRun run = LedgerUse.Read(ledger, id, samples: true);
                if (run.State == RunState.Running) problem = RecalcNotes.GoesOn(id);
                else if (TryJudge(run, provider, out RunRecord? record, out problem))
                {
                    if (!dry && !ledger.Amend(record)) throw LedgerUse.Gone(id);
                    using StreamWriter output = StandardStream.Writer(StandardStream.Output);
                    RecalcText.Write(output, run.Record, record);
                    continue;
                }

                // One that can't be judged is no reason to leave out the others.
                code = Refuse(problem!, ExitCodes.Failed);
            }

            return code;
        });
    }

    private bool TryJudge(StoredRun run, IGridProvider? provider, [NotNullWhen(true)] out RunRecord? record, out Note? problem)
    {
        RunRecord old = run.Record;
        record = null;
        EnergyCourse energy = RunCourses.Of(run);
        var anew = new ReJudgement(old, request, basis);
        ImpactCourse course = new(energy, []);
        if (provider is not null && !TryAsk(provider, anew, energy, out course, out problem)) return false;
        if (!anew.TryJudge(course, out RunImpact? impact, out IReadOnlyList<Note> notes, out problem)) return false;
        bool replaces = anew.Replaces(course);
        Note[] kept = [.. old.Warnings.Where(note => !replaces || !RecalcNotes.IsOfImpact(note))];
        record = old with { Impact = impact, Warnings = [.. kept, .. notes.Where(note => !kept.Any(known => known.Code == note.Code))] };
        return true;
    }

    private bool TryAsk(IGridProvider provider, ReJudgement anew, EnergyCourse energy, out ImpactCourse course, out Note? problem)
    {
        course = new(energy, []);
        string? zone = GridAccess.Zone(request.Grid, anew.Zone);
        problem = zone is null && provider.Name is not ("file" or "static") ? RecalcNotes.NoZone(anew.Id, provider.Name) : null;
        if (problem is not null) return false;
        using var cancel = new CancellationTokenSource(Patience);
        GridAnswer answer;
        try
        {
            answer = provider.PastAsync(zone ?? "", energy.Begin!.Value, energy.End!.Value.AddTicks(1), cancel.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            answer = new(null, null);
        }

        if (answer.Series is { } series && GridCoverage.Of(energy, series) is not null)
        {
            course = new(energy, [series], answer.Problem);
            return true;
        }

        problem = answer.Problem ?? RecalcNotes.NothingTold(anew.Id, provider.Name);
        return false;
    }

    private int Refuse(Note problem, int code)
    {
        Complaint.Write(problem, request.Output);
        return code;
    }
}
