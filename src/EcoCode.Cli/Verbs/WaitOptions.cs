using System.CommandLine;
using EcoCode.Cli.Planning;
using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Cli.Verbs;

/// <summary>The options by which <c>run</c> waits for clean power.</summary>
internal sealed class WaitOptions
{
    private readonly Option<bool> _whenClean = new("--when-clean") { Description = "Start at the time before --before at which power is cleanest (docs/planning.md).", Arity = ArgumentArity.Zero };
    private readonly Option<double?> _threshold = new("--threshold") { Description = "Start as soon as the grid is at or below this, such as 200g (per kWh), instead.", HelpName = "g/kWh", CustomParser = result => Values.Number(result, "g", 0, GridRange.Most, "grams per kWh from 0 to 3000, such as `200g`") };
    private readonly PlanOptions _plan = new();

    /// <summary>All of them, in the order of the help.</summary>
    internal IReadOnlyList<Option> All => [_whenClean, _threshold, .. _plan.All];

    /// <summary>What was said.</summary>
    /// <param name="parsed">The words.</param>
    /// <param name="wait">How to wait; null to start at once.</param>
    /// <param name="problem">What is wrong with it.</param>
    internal bool TryRead(ParseResult parsed, out WaitRequest? wait, out Note? problem)
    {
        wait = null;
        problem = null;
        double? threshold = parsed.GetValue(_threshold);
        if (!parsed.GetValue(_whenClean) && threshold is null)
        {
            if (_plan.FirstGiven(parsed) is { } useless) problem = PlanningProblems.OnlyWhenWaiting(useless.Name);
            return problem is null;
        }

        if (!_plan.TryRead(parsed, out TimeSpan? duration, out _, out problem)) return false;
        wait = new WaitRequest(_plan.Deadline(parsed), duration, threshold is { } grams ? new CarbonIntensity(grams) : null);
        return true;
    }
}
