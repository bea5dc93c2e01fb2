using System.Text.Json;
using EcoCode.Ledger.Export;

namespace EcoCode.Ledger.Repetition;

/// <summary>Commands that were run several times each, side by side.</summary>
public sealed record RepeatedRuns
{
    /// <summary>Name and version of its form in JSON.</summary>
    public const string SchemaName = "ecocode.repetition/1";

    public string Schema { get; init; } = SchemaName;

    /// <summary>The commands that have at least one run, in the order in which they were given.</summary>
    public required IReadOnlyList<RepeatedCommand> Commands { get; init; }

    /// <summary>All but the first against the first.</summary>
    public required IReadOnlyList<RepeatedDifference> Differences { get; init; }

    /// <summary>Whether fewer runs were made than asked for.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Puts commands side by side.</summary>
    public static RepeatedRuns Of(IReadOnlyList<RepeatedCommand> commands, bool interrupted)
        => new() { Commands = commands, Differences = RepeatedDifference.Of(commands), Interrupted = interrupted };

    /// <summary>Writes one indented UTF-8 object with a line feed at its end; the stream is left open.</summary>
    public void WriteJson(Stream utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        using (var writer = new Utf8JsonWriter(utf8, RunJson.Layout)) JsonSerializer.Serialize(writer, this, RepetitionJsonContext.Default.RepeatedRuns);
        utf8.Write("\n"u8);
    }
}
