using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Planning;
using EcoCode.Cli.Streams;
using EcoCode.Impact;
using EcoCode.Impact.Planning;
using EcoCode.Quantities;
using EcoCode.Report.Plans;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode plan</c>.</summary>
internal sealed class PlanVerb : Verb
{
    private const double MostWatts = 1e9;

    private readonly MeasureOptions _options = new("--name", startsCommand: false);
    private readonly PlanOptions _plan = new();
    private readonly Option<double?> _power = new("--power") { Description = "Mean power while it runs, such as 300W; without it figures are those of a kWh.", HelpName = "watts", CustomParser = result => Values.Number(result, "W", double.Epsilon, MostWatts, "watts above 0, such as `300W`") };
    private readonly Option<PlanGoal> _by = Values.Choice<PlanGoal>(["--by"], "What is to be least", ("carbon", PlanGoal.Carbon), ("cost", PlanGoal.Cost), ("water", PlanGoal.Water));
    private readonly Option<string?> _format = Values.Choice<string?>(["--format"], "Form of the answer; carbon-aware-sdk is that of its forecasts", ("text", null), ("carbon-aware-sdk", "carbon-aware-sdk"));
    private readonly Option<bool> _exitCode = new("--exit-code") { Description = "End with 3 where another time or place is better than to start at once.", Arity = ArgumentArity.Zero };
    private readonly DisplayOptions _display = new();

    internal override IReadOnlyList<Option> Options => [.. _plan.All, _power, _by, _exitCode, _format, .. _options.OfImpact, .. _options.OfGrid, .. _display.All, _options.NoConfig];

    internal override Option? Unconfigured => _options.NoConfig;

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description);
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(Make);
        return verb;
    }

    private int Make(ParseResult parsed)
    {
        MeasureRequest request = _options.Read(parsed);
        if (!_plan.TryRead(parsed, out TimeSpan? duration, out Power? like, out Note? problem)) return Refuse(problem!, ExitCodes.Failed);
        if (duration is not { } takes) return Refuse(PlanningProblems.NoDuration(), ExitCodes.Usage);
        if (request.Tariff is { } tariff && !tariff.TryRead(out _, out problem)) return Refuse(problem, ExitCodes.Failed);
        ImpactRequest impact = OwnPlace.Judged(request);
        var query = new PlanQuery
        {
            Zones = (impact.Zone ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Impact = impact,
            Grid = request.Grid,
            Goal = parsed.GetValue(_by),
            Duration = takes,
            Deadline = _plan.Deadline(parsed),
            Power = parsed.GetValue(_power) is { } watts ? Power.FromWatts(watts) : like,
        };
        if (!new PlanMaking(TimeProvider.System).TryMake(query, out Plan? plan, out IReadOnlyList<PlaceAnswer> answers, out problem)) return Refuse(problem, ExitCodes.Failed);
        if (parsed.GetValue(_format) is not null)
        {
            using var stream = new StandardStream(StandardStream.Output);
            ForecastJson.Write(stream, PlanPages.Forecasts(plan, answers));
        }
        else
        {
            PlanPage page = PlanPages.Of(plan, answers, TimeZoneInfo.Local);
            _display.Show(parsed, stream => PlanJson.Write(stream, page), (writer, style) => PlanText.Write(writer, page, style));
        }

        return parsed.GetValue(_exitCode) && !plan.IsAtOnce ? ExitCodes.NotNow : ExitCodes.Done;
    }

    private static int Refuse(Note problem, int code)
    {
        Complaint.Write(problem, null);
        return code;
    }
}
