using System.CommandLine;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode rename</c>.</summary>
internal sealed class RenameVerb : Verb
{
    private readonly Argument<string> _run = new("run") { Description = "The run: an id, its beginning, `last`, `last~1`." };
    private readonly Argument<string> _name = new("name") { Description = "Its new name." };

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _run, _name };
        verb.SetAction(parsed => LedgerUse.With(
            parsed.GetRequiredValue(_run),
            (ledger, id) => ledger.Rename(id, parsed.GetRequiredValue(_name)) ? ExitCodes.Done : throw LedgerUse.Gone(id)));
        return verb;
    }
}
