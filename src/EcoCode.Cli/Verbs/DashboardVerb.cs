using System.CommandLine;
using System.CommandLine.Parsing;
using EcoCode.Cli.Agents.Asking;
using EcoCode.Cli.Dashboards;
using EcoCode.Cli.Measuring;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Filter;
using EcoCode.Tui.Looks;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode dashboard</c>.</summary>
internal sealed class DashboardVerb : Verb
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100), LongestInterval = TimeSpan.FromHours(1), UsualInterval = TimeSpan.FromSeconds(1);

    private readonly MeasureOptions _measure = new("--name", startsCommand: false);
    private readonly Option<string?> _run = new("--run") { Description = "Show a run of the ledger: an id, its beginning, `last`, `last~1`.", HelpName = "run" };
    private readonly Option<string?> _agent = new("--agent") { Description = "Show what an agent measures: its socket, or an address such as https://gpu-07:9464.", HelpName = "address" };
    private readonly Option<string?> _token = new("--agent-token-file") { Description = "A file with the token that the agent wants to see.", HelpName = "file" };
    private readonly Option<string?> _filter = new("--filter", "-f") { Description = "Show only rows that pass, such as 'power > 5 W and user = alice'.", HelpName = "filter" };
    private readonly Option<bool> _plain = new("--plain") { Description = "Write a line every 10 s, for screen readers and logs.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _noMouse = new("--no-mouse") { Description = "Leave the mouse to the terminal.", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _units = Values.Choice<string?>(["--units"], "Units of energy", ("wh", "wh"), ("si", "si"));
    private readonly Option<Theme?> _theme = Values.Choice<Theme?>(["--theme"], "Colours", ("dark", Theme.Dark), ("light", Theme.Light), ("mono", Theme.Mono));

    private readonly Option<IReadOnlyList<Column>?> _columns = new("--columns")
    {
        Description = "Columns to begin with, such as pid,command,power,energy.",
        HelpName = "columns",
        CustomParser = Columns,
    };

    private readonly Option<TimeSpan?> _interval = new("--interval", "-i")
    {
        Description = "Time between readings, 100ms to 1h (default: 1s).",
        HelpName = "time",
        CustomParser = result => Values.Duration(result, ShortestInterval, LongestInterval, "a time from 100ms to 1h, such as `1s`"),
    };

    internal override IReadOnlyList<Option> Options => [_run, _agent, _token, _filter, _interval, _plain, _noMouse, _units, _theme, _columns, .. _measure.OfDashboard];

    internal override Option? Unconfigured => _measure.NoConfig;

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description);
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(Show);
        return verb;
    }

    private int Show(ParseResult parsed)
    {
        MeasureRequest measure = _measure.Read(parsed) with { Interval = parsed.GetValue(_interval) ?? UsualInterval };
        string text = parsed.GetValue(_filter) ?? "";
        if (!RowFilter.TryParse(text, out RowFilter? filter, out FilterFault? fault))
        {
            string shown = fault.Length > 0 ? $"at `{text.Substring(fault.Start, fault.Length)}`" : fault.Start < text.Length ? $"at character {fault.Start + 1}" : "at its end";
            Complaint.Write(new Note("ECO7120", $"the filter `{text}` is wrong {shown}: {fault.Message}", "`--filter 'power > 5 W and user = alice'`"), measure.Output);
            return ExitCodes.Usage;
        }

        var look = new DashboardRequest
        {
            Run = parsed.GetValue(_run),
            Agent = parsed.GetValue(_agent) is { Length: > 0 } agent ? new AgentChoice(agent, parsed.GetValue(_token)) : null,
            Filter = filter,
            Plain = parsed.GetValue(_plain),
            Mouse = !parsed.GetValue(_noMouse),
            Joules = parsed.GetValue(_units) == "si",
            Columns = parsed.GetValue(_columns),
            Theme = parsed.GetValue(_theme) ?? Theme.Dark,
            Color = measure.Output.Color,
            Ascii = measure.Output.Ascii,
        };
        if (look is { Run: not null, Agent: not null })
        {
            Complaint.Write(new Note("ECO7123", "a run of the ledger and an agent can't be shown at once", "leave out `--run` or `--agent`"), measure.Output);
            return ExitCodes.Usage;
        }

        if (look.Agent is not null) return new AgentDashboard(measure, look, TimeProvider.System).Show();
        return look.Run is null ? new MachineDashboard(measure, look, TimeProvider.System).Show() : RunDashboard.Show(look, measure, TimeProvider.System);
    }

    private static IReadOnlyList<Column>? Columns(ArgumentResult result)
    {
        var columns = new List<Column>();
        foreach (string name in Values.Text(result).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ColumnName.TryParse(name, out Column column)) return Values.Refuse<IReadOnlyList<Column>>(result, name, $"names of columns: {string.Join(", ", ColumnName.All)}");
            columns.Add(column);
        }

        return columns.Count > 0 ? columns : Values.Refuse<IReadOnlyList<Column>>(result, "", "at least one column");
    }
}
