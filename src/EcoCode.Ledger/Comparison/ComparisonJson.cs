using System.Text.Json;
using EcoCode.Ledger.Export;

namespace EcoCode.Ledger.Comparison;

/// <summary>Comparisons as JSON: one indented UTF-8 object with a line feed at its end. Figures in base units, what is unknown is <c>null</c>.</summary>
public static class ComparisonJson
{
    /// <summary>Writes a comparison of runs; the stream is left open.</summary>
    public static void Write(Stream utf8, RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        using (var writer = new Utf8JsonWriter(utf8, RunJson.Layout)) JsonSerializer.Serialize(writer, comparison, ComparisonJsonContext.Default.RunComparison);
        utf8.Write("\n"u8);
    }
}
