using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Problems;
using EcoCode.Cli.Streams;
using EcoCode.Impact;
using EcoCode.Report;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode explain</c>.</summary>
internal sealed class ExplainVerb : Verb
{
    private readonly Argument<string?> _code = new("code") { Description = "The code, such as ECO1003 or 1003; left out, all are listed.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON.", Arity = ArgumentArity.Zero };

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _code, _json };
        verb.SetAction(parsed =>
        {
            IReadOnlyList<Explanation> all = ProblemCatalogue.Read();
            string? typed = parsed.GetValue(_code);
            if (typed is null) return Show(all, list: true, parsed.GetValue(_json));
            string code = ProblemCatalogue.Canonical(typed);
            if (all.FirstOrDefault(explanation => explanation.Code == code) is { } found) return Show([found], list: false, parsed.GetValue(_json));
            string close = string.Join(" or ", Spelling.Closest(code, all.Select(explanation => (explanation.Code, explanation.Code))).Select(meant => $"`{meant}`"));
            Complaint.Write(new("ECO6051", $"there is no problem `{typed}`", close.Length > 0 ? $"did you mean {close}?" : "`ecocode explain` lists all"), null);
            return ExitCodes.Usage;
        });
        return verb;
    }

    private static int Show(IReadOnlyList<Explanation> explanations, bool list, bool json)
    {
        if (json)
        {
            using var stream = new StandardStream(StandardStream.Output);
            ExplanationJson.Write(stream, explanations, list);
            return ExitCodes.Done;
        }

        SummaryStyle style = Display.Style("auto", ascii: false, StandardStream.Output);
        using StreamWriter output = StandardStream.Writer(StandardStream.Output);
        if (list) ExplanationText.WriteList(output, explanations, style);
        else ExplanationText.Write(output, explanations[0], style);
        return ExitCodes.Done;
    }
}
