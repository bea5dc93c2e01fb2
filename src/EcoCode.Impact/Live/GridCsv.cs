using System.Globalization;
using System.Text;

namespace EcoCode.Impact.Live;

/// <summary>A series as CSV: columns <c>from</c> and <c>g_per_kwh</c>, and perhaps <c>to</c>, <c>zone</c> and <c>estimated</c>, in any order.</summary>
internal static class GridCsv
{
    /// <summary>Reads the points of a zone; a table without zones holds for each.</summary>
    /// <param name="utf8">The table; lines that begin with <c>#</c> are passed over.</param>
    /// <param name="zone">The zone wanted.</param>
    /// <param name="draft">The points.</param>
    /// <returns>What is wrong with it, or null.</returns>
    internal static string? Read(ReadOnlySpan<byte> utf8, string zone, GridDraft draft)
    {
        int number = 0, from = -1, to = -1, grams = -1, place = -1, estimated = -1;
        foreach (ReadOnlySpan<char> raw in Encoding.UTF8.GetString(utf8).AsSpan().EnumerateLines())
        {
            number++;
            string line = raw.Trim().TrimStart('\ufeff').ToString();
            if (line.Length == 0 || line[0] == '#') continue;
            string[] cells = Array.ConvertAll(line.Split(','), cell => cell.Trim().Trim('"'));
            if (from < 0)
            {
                (from, to, grams, place, estimated) = (At("from"), At("to"), At("g_per_kwh"), At("zone"), At("estimated"));
                if (from < 0 || grams < 0) return FormattableString.Invariant($"line {number}: the first line has to name the columns, with `from` and `g_per_kwh`");
                continue;

                int At(string name) => Array.FindIndex(cells, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase));
            }

            if (place >= 0 && !zone.Equals(Cell(cells, place), StringComparison.OrdinalIgnoreCase)) continue;
            if (TakeRow(cells, from, to, grams, estimated, draft) is { } fault) return FormattableString.Invariant($"line {number}: {fault}");
        }

        return from < 0 ? "it is empty" : null;
    }

    private static string? TakeRow(string[] cells, int from, int to, int grams, int estimated, GridDraft draft)
    {
        DateTimeOffset end = default;
        if (!GridTime.TryParse(Cell(cells, from), out DateTimeOffset begin)) return $"`{Cell(cells, from)}` is no time, such as `2026-11-21T12:00Z`";
        if (Cell(cells, to).Length > 0 && !GridTime.TryParse(Cell(cells, to), out end)) return $"`{Cell(cells, to)}` is no time, such as `2026-11-21T12:00Z`";
        if (!double.TryParse(Cell(cells, grams), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) return $"`{Cell(cells, grams)}` is no number";
        return draft.Take(begin, Cell(cells, to).Length > 0 ? end : null, value, Cell(cells, estimated) is "true" or "1");
    }

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column] : "";
}
