using System.CommandLine;
using EcoCode.Cli.Keeping;
using EcoCode.Cli.Measuring;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode tag</c>.</summary>
internal sealed class TagVerb : Verb
{
    private readonly Argument<string> _run = new("run") { Description = "The run: an id, its beginning, `last`, `last~1`." };
    private readonly Argument<SortedDictionary<string, string>?> _tags = new("tag") { Description = "Tags, key=value; `key=` removes one.", Arity = new ArgumentArity(1, 100), CustomParser = Values.Pairs };

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _run, _tags };
        verb.SetAction(parsed => LedgerUse.With(parsed.GetRequiredValue(_run), (ledger, id) =>
        {
            Dictionary<string, string?> tags = parsed.GetRequiredValue(_tags)!.ToDictionary(tag => tag.Key, tag => tag.Value.Length > 0 ? tag.Value : null);
            return ledger.Tag(id, tags) ? ExitCodes.Done : throw LedgerUse.Gone(id);
        }));
        return verb;
    }
}
