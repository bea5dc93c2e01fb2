using System.CommandLine;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode runs recalc</c>.</summary>
internal sealed class RecalcVerb : Verb
{
    internal const string Word = "recalc";

    private readonly Argument<string[]> _runs = new("run") { Description = "The runs: ids, their beginnings, `last`, `last~1`.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _dry = new("--dry-run") { Description = "Only say what would change.", Arity = ArgumentArity.Zero };
    private readonly MeasureOptions _options = new("--name", startsCommand: false);

    /// <summary>Where live figures come from is asked of the configuration, too. Place and price are not: what a run was judged by stays, but for what is said now.</summary>
    internal override IReadOnlyList<Option> Options => [.. _options.OfGrid, _options.NoConfig];

    internal override Option? Unconfigured => _options.NoConfig;

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _runs, _dry };
        foreach (Option option in _options.OfImpact) verb.Add(option);
        foreach (Option option in Options) verb.Add(option);
        verb.SetAction(parsed =>
        {
            MeasureRequest request = _options.Read(parsed);
            bool basis = parsed.GetResult("--basis") is { } said and not System.CommandLine.Parsing.OptionResult { Implicit: true };
            return new Recalculation(request, basis, parsed.GetValue(_dry), TimeProvider.System).Execute(parsed.GetRequiredValue(_runs));
        });
        return verb;
    }
}
