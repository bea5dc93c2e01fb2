using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Grid;
using EcoCode.Impact.Live;
using EcoCode.Impact.Planning;
using EcoCode.Quantities;

namespace EcoCode.Cli.Planning;

/// <summary>Makes a plan: opens the provider, asks for every zone, and searches.</summary>
/// <param name="time">The clock.</param>
internal sealed class PlanMaking(TimeProvider time)
{
    /// <summary>Makes it, or says why there is none.</summary>
    /// <param name="query">What is to be planned.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="answers">What it was made by, for each zone.</param>
    /// <param name="problem">Why there is none.</param>
    /// <param name="cancel">Gives up.</param>
    internal bool TryMake(PlanQuery query, [NotNullWhen(true)] out Plan? plan, out IReadOnlyList<PlaceAnswer> answers, [NotNullWhen(false)] out Note? problem, CancellationToken cancel = default)
    {
        plan = null;
        answers = [];
        if (!GridAccess.TryOpen(query.Grid, time, out IGridProvider? provider, out problem))
        {
            problem ??= PlanningProblems.NoProvider();
            return false;
        }

        if (provider is null && query.Goal == PlanGoal.Carbon && query.Zones.Count < 2)
        {
            problem = PlanningProblems.NoProvider();
            return false;
        }

        DateTimeOffset now = time.GetLocalNow();
        var request = new PlanRequest { Now = now, Duration = query.Duration, Deadline = query.Deadline, Goal = query.Goal, Power = query.Power };
        if (!Planner.Fits(request, out problem) || !new ZoneInquiry(provider, query.Grid, query.Impact).TryAsk(query.Zones, now, query.Deadline, out IReadOnlyList<PlaceAnswer> found, out problem, cancel)) return false;
        answers = found;
        if (!Planner.TryPlan([.. found.Select(answer => answer.Place)], request, out plan, out problem)) return false;
        plan = plan with { Notes = [.. Own(query, provider, found).Concat(found.SelectMany(answer => answer.Notes)).Concat(plan.Notes).Distinct()] };
        return true;
    }

    private static IEnumerable<Note> Own(PlanQuery query, IGridProvider? provider, IReadOnlyList<PlaceAnswer> answers)
    {
        if (provider is null && query.Goal == PlanGoal.Carbon) yield return PlanningProblems.YearsOnly();
        bool same = query.Goal != PlanGoal.Carbon && answers.All(answer => answer.Place.Of(query.Goal) is null or { Steps.Count: < 2 });
        if (same) yield return PlanningProblems.AlwaysTheSame(query.Goal);
    }
}
