using System.CommandLine;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode delete</c>.</summary>
internal sealed class DeleteVerb : Verb
{
    private readonly Argument<string[]> _runs = new("run") { Description = "The runs: ids, their beginnings, `last`, `last~1`.", Arity = ArgumentArity.OneOrMore };

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _runs };
        verb.SetAction(parsed => LedgerUse.With(parsed.GetRequiredValue(_runs), (ledger, ids) =>
        {
            foreach (string id in ids) ledger.Delete(id);
            return ExitCodes.Done;
        }));
        return verb;
    }
}
