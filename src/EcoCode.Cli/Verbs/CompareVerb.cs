using System.CommandLine;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;
using EcoCode.Ledger;
using EcoCode.Ledger.Comparison;
using EcoCode.Report;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode compare</c>.</summary>
internal sealed class CompareVerb : Verb
{
    private readonly Argument<string[]> _runs = new("run") { Description = "The runs: ids, their beginnings, `last`, `last~1`. The first is what the others are compared with.", Arity = new ArgumentArity(2, 100) };
    private readonly DisplayOptions _display = new();

    internal override IReadOnlyList<Option> Options => _display.All;

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _runs };
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed => LedgerUse.With(parsed.GetRequiredValue(_runs), (ledger, ids) =>
        {
            RunRecord[] records = [.. ids.Select(id => LedgerUse.Read(ledger, id).Record)];
            RunComparison comparison = RunComparison.Of(records[0], records[1..]);
            _display.Show(parsed, stream => ComparisonJson.Write(stream, comparison), (writer, style) => ComparisonText.Write(writer, comparison, style));
            return ExitCodes.Done;
        }));
        return verb;
    }
}
