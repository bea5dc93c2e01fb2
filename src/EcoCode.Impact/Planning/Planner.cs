using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>Finds the start, and the place, of least carbon, cost or water. Pure.</summary>
/// <remarks>Method, and how it compares with the Carbon Aware SDK's: <c>docs/planning.md</c>.</remarks>
public static class Planner
{
    /// <summary>Whether there is time enough; otherwise why there is not, before anybody is asked anything.</summary>
    public static bool Fits(PlanRequest request, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(request);
        problem = request.Latest < request.Now ? PlanProblems.TooLate(request) : null;
        return problem is null;
    }

    /// <summary>Makes a plan, or says why there is none.</summary>
    /// <param name="places">Where it could run; starting at once is at the first.</param>
    /// <param name="request">What is to be planned.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="problem">Fit to be shown as an error: the time is too short, or nothing is known of it.</param>
    /// <exception cref="ArgumentException">There is no place, or the duration is not above 0.</exception>
    public static bool TryPlan(IReadOnlyList<PlanPlace> places, PlanRequest request, [NotNullWhen(true)] out Plan? plan, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfZero(places.Count);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Duration, TimeSpan.Zero);
        plan = null;
        if (!Fits(request, out problem)) return false;
        problem = MixedCurrencies(places, request.Goal);
        if (problem is not null) return false;

        Energy energy = request.Power is { } power ? power * request.Duration : Energy.FromKilowattHours(1);
        var best = new List<PlannedRun>();
        List<Note> notes = [], reasons = [];
        foreach (PlanPlace place in places)
        {
            if (place.Of(request.Goal) is { } course && StartSearch.Best(course, request.Duration, request.Now, request.Latest) is { } found)
            {
                best.Add(PlannedRun.Of(place, found.Start, request.Duration, energy));
                if (course.Steps[^1].To < request.Deadline) notes.Add(PlanProblems.EndsEarly(place.Zone, course.Steps[^1].To));
                continue;
            }

            reasons.Add(PlanProblems.NoStart(place, request));
        }

        if (best.Count == 0)
        {
            problem = reasons[0];
            return false;
        }

        PlannedRun atOnce = PlannedRun.Of(places[0], request.Now, request.Duration, energy);
        plan = new()
        {
            Request = request,
            Energy = energy,
            Best = Least(best, request.Goal),
            AtOnce = atOnce.Amount(request.Goal) is null ? null : atOnce,
            Places = [.. best.OrderBy(run => run.Amount(request.Goal))],
            Notes = [.. reasons, .. notes],
        };
        return true;
    }

    /// <summary>The first place, unless another is better by more than rounding.</summary>
    private static PlannedRun Least(List<PlannedRun> runs, PlanGoal goal)
    {
        PlannedRun least = runs[0];
        foreach (PlannedRun run in runs)
        {
            double known = least.Amount(goal)!.Value;
            if (run.Amount(goal) < known - (StartSearch.Tolerance * Math.Abs(known))) least = run;
        }

        return least;
    }

    private static Note? MixedCurrencies(IReadOnlyList<PlanPlace> places, PlanGoal goal)
    {
        string[] currencies = [.. places.Select(place => place.Currency).OfType<string>().Distinct()];
        return goal == PlanGoal.Cost && currencies.Length > 1 ? PlanProblems.MixedCurrencies(currencies) : null;
    }
}
