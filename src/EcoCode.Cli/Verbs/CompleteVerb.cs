using System.CommandLine;
using EcoCode.Cli.Completing;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode complete</c>, which the scripts of <c>ecocode completion</c> call: a line for each candidate, with a tab before its description; exit code 3 where the name of a program is wanted.</summary>
internal sealed class CompleteVerb : Verb
{
    /// <summary>Tells the script to offer the programs that there are.</summary>
    private const int ProgramWanted = 3;

    private IReadOnlyList<string> _words = [];

    /// <summary>All words are somebody's who is typing, so none is for the parser.</summary>
    internal override IReadOnlyList<string> Take(IReadOnlyList<string> words)
    {
        _words = words is ["--", ..] ? [.. words.Skip(1)] : words;
        return [];
    }

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { Hidden = true };
        verb.SetAction(_ =>
        {
            using StreamWriter output = StandardStream.Writer(StandardStream.Output);
            foreach (Candidate candidate in Completion.Find(_words, VerbTable.All, KnownWords.Here)) output.WriteLine($"{candidate.Word}\t{candidate.Description}");
            return Completion.WantsProgram(_words, VerbTable.All) ? ProgramWanted : ExitCodes.Done;
        });
        return verb;
    }
}
