using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Measuring;

/// <summary>A command and what it is called.</summary>
/// <param name="Label">All of it, for the terminal.</param>
/// <param name="Name">Its first word, for the run's name: the ledger keeps no command lines unasked.</param>
/// <param name="Command">The command.</param>
internal sealed record LabelledCommand(string Label, string? Name, CommandLine Command)
{
    /// <summary>A command that was typed as words of our own command line.</summary>
    internal static LabelledCommand OfWords(IReadOnlyList<string> words) => new(string.Join(' ', words), null, CommandLine.FromOwn(words));

    /// <summary>A command that was typed as one text, which is for the shell to take apart.</summary>
    internal static LabelledCommand OfText(string text)
    {
        string first = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "sh";
        return new(text, Path.GetFileName(first), Shell(text));
    }

    /// <summary>A text as a command of the shell.</summary>
    internal static CommandLine Shell(string text) => CommandLine.Of(["/bin/sh", "-c", text]);
}
