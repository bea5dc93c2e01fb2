using System.CommandLine;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode completion</c>: the scripts in <c>Completing/Scripts</c>.</summary>
internal sealed class CompletionVerb : Verb
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly Argument<string> _shell = new("shell")
    {
        Description = "The shell: bash, zsh, fish or pwsh.",
        HelpName = string.Join('|', Shells),
        CustomParser = result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (Array.IndexOf(Shells, text) < 0) result.AddError($"`{text}` is no shell that words are completed for: give `bash`, `zsh`, `fish` or `pwsh`");
            return text;
        },
    };

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description) { _shell };
        verb.SetAction(parsed =>
        {
            using Stream script = typeof(CompletionVerb).Assembly.GetManifestResourceStream($"completion/{parsed.GetValue(_shell)}")!;
            using var output = new StandardStream(StandardStream.Output);
            script.CopyTo(output);
            return ExitCodes.Done;
        });
        return verb;
    }
}
