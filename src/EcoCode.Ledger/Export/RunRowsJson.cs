using System.Text.Json;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export;

/// <summary>A list of runs as JSON: an indented array of objects, without their records.</summary>
public static class RunRowsJson
{
    /// <summary>Writes the list; the stream is left open.</summary>
    public static void Write(Stream utf8, IReadOnlyList<RunRow> runs)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        using (var writer = new Utf8JsonWriter(utf8, RunJson.Layout)) JsonSerializer.Serialize(writer, runs, RunJsonContext.Default.IReadOnlyListRunRow);
        utf8.Write("\n"u8);
    }
}
