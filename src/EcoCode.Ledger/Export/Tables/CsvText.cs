namespace EcoCode.Ledger.Export.Tables;

/// <summary>Rows by RFC 4180: commas, CRLF, quotes where they are needed.</summary>
public static class CsvText
{
    /// <summary>Writes a row. What is null is not known, and is an empty cell.</summary>
    public static void Row(TextWriter writer, IEnumerable<string?> cells, string end = "\r\n")
    {
        bool first = true;
        foreach (string? cell in cells)
        {
            if (!first) writer.Write(',');
            first = false;
            writer.Write(Quoted(cell ?? ""));
        }

        writer.Write(end);
    }

    /// <summary>Blanks at the ends are quoted too: RFC 4180 keeps them, some readers do only then.</summary>
    private static string Quoted(string cell)
        => cell.AsSpan().ContainsAny("\",\r\n") || cell.StartsWith(' ') || cell.EndsWith(' ') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
