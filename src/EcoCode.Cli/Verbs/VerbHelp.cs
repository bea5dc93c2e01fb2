using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EcoCode.Cli.Verbs;

/// <summary>The help of a verb, with a line of usage that puts the options before the command: behind it they are the command's.</summary>
/// <param name="help">The help as the parser writes it.</param>
/// <param name="usage">The line of usage.</param>
internal sealed class VerbHelp(HelpAction help, string usage) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = text;
        int code = help.Invoke(parseResult);
        string[] lines = text.ToString().Split(output.NewLine);
        int at = Array.FindIndex(lines, line => line.StartsWith("  ecocode ", StringComparison.Ordinal));
        if (at >= 0) lines[at] = "  " + usage;
        output.Write(string.Join(output.NewLine, lines));
        return code;
    }
}
