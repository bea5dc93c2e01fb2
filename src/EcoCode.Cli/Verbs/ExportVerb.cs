using System.CommandLine;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Ledger.Export;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode export</c>.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly Argument<string?> _run = new("run") { Description = "The run: an id, its beginning, `last`, `last~1` (default: last).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all") { Description = "Export every run of the ledger.", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "The file to write, whole or not at all; - for standard output (default: -).", HelpName = "file" };

    private readonly Option<ExportFormat> _format = Values.Choice<ExportFormat>(
        ["--format", "-f"],
        "The form",
        ("json", ExportFormat.Json), ("jsonl", ExportFormat.JsonLines), ("csv", ExportFormat.Csv), ("markdown", ExportFormat.Markdown), ("openmetrics", ExportFormat.OpenMetrics),
        ("influx", ExportFormat.Influx), ("codecarbon", ExportFormat.CodeCarbon));

    private readonly Option<ExportTable> _table = Values.Choice(
        ["--table"],
        "What a row of CSV is",
        ("runs", ExportTable.Runs), ("samples", ExportTable.Samples), ("processes", ExportTable.Processes), ("phases", ExportTable.Phases),
        ("steps", ExportTable.Steps), ("metrics", ExportTable.Metrics));

    internal override IReadOnlyList<Option> Options => [_all, _format, _table, _output];

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _run };
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(_all) && parsed.GetValue(_run) is { } run)
            {
                Complaint.Write(new("ECO5023", $"`--all` is every run, and `{run}` is one", "leave one of them out"), null);
                return ExitCodes.Usage;
            }

            var export = new ExportRuns(parsed.GetValue(_format), parsed.GetValue(_table), parsed.GetValue(_output) ?? "-");
            return parsed.GetValue(_all) ? export.All() : export.One(parsed.GetValue(_run) ?? "last");
        });
        return verb;
    }
}
