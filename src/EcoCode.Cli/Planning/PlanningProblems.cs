using EcoCode.Impact.Planning;
using EcoCode.Quantities;

namespace EcoCode.Cli.Planning;

/// <summary>What stands in the way of planning, and what its reader must know.</summary>
internal static class PlanningProblems
{
    internal static Note NoProvider() => new(
        "ECO3179", "there is nothing to plan by: no provider of carbon intensity is set, and the tables know years, not hours",
        "`--grid-provider neso --zone GB` needs no account; `--grid-provider file --grid-file forecast.csv` needs no network");

    internal static Note YearsOnly() => new("ECO3180", "no provider of carbon intensity is set: places are compared by the means of a year, and times not at all");

    internal static Note AlwaysTheSame(PlanGoal goal) => new(
        "ECO3181",
        goal == PlanGoal.Water ? "the water figures are means of a year: no time is better than another" : "the price is the same at any time: no time is better than another");

    internal static Note NoDuration() => new("ECO3182", "how long it takes is not known", "`--duration 4h`, or `--like last` for as long as the last run");

    internal static Note NoLength(string run) => new("ECO3183", $"the run `{run}` took no time that was measured", "`--duration 4h` says how long it takes");

    internal static Note OnlyWhenWaiting(string option) => new("ECO3184", $"`{option}` says how to wait for clean power, and nothing says to wait", "add `--when-clean`");

    internal static Note OldFigure(string provider, string zone) => new("ECO3185", $"`{provider}` has no intensity of `{zone}` that holds now");
}
