using System.CommandLine;
using EcoCode.Cli.Streams;
using EcoCode.Report;

namespace EcoCode.Cli.Verbs;

/// <summary>The options of every verb that shows something on standard output: for people, or as JSON.</summary>
internal sealed class DisplayOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON.", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _color = Values.Choice<string?>(["--color"], "Whether to use colour", ("auto", "auto"), ("always", "always"), ("never", "never"));
    private readonly Option<bool> _ascii = new("--ascii") { Description = "Use no characters beyond ASCII.", Arity = ArgumentArity.Zero };

    /// <summary>All of them, in the order of the help.</summary>
    internal IReadOnlyList<Option> All => [_json, _color, _ascii];

    /// <summary>Writes to standard output, as JSON or as text.</summary>
    internal void Show(ParseResult parsed, Action<Stream> json, Action<TextWriter, SummaryStyle> text)
    {
        if (parsed.GetValue(_json))
        {
            using var stream = new StandardStream(StandardStream.Output);
            json(stream);
            return;
        }

        using StreamWriter writer = StandardStream.Writer(StandardStream.Output);
        text(writer, Display.Style(parsed.GetValue(_color) ?? "auto", parsed.GetValue(_ascii), StandardStream.Output));
    }
}
