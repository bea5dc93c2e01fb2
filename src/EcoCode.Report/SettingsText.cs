using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>Configuration as text for people.</summary>
public static class SettingsText
{
    private const int NameWidth = 23;
    private const int ValueWidth = 16;

    /// <summary>Writes a line for each value.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<SettingRow> rows, bool origins, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(style);
        var page = new Page(style with { Width = int.MaxValue });
        foreach (SettingRow row in rows)
        {
            Line line = page.NewLine().Add(row.Name).At(NameWidth).Add(row.Value ?? "-", row.Value is null ? Ink.Dim : Ink.Plain);
            if (origins) line.At(NameWidth + ValueWidth).Add(" ").Add(row.Origin, Ink.Dim);
        }

        page.Write(writer);
    }
}
