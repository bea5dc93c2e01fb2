using EcoCode.Quantities;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Terminal;
using EcoCode.Tui.View;

namespace EcoCode.Tui.Plain;

/// <summary>One table in plain text, for what is no terminal.</summary>
public static class PlainTable
{
    private const int Width = 100;

    /// <summary>Writes what a model shows: the machine, its sources, its rows, its notes.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The model.</param>
    /// <param name="ascii">Whether nothing beyond ASCII may be written.</param>
    public static void Write(TextWriter writer, Model model, bool ascii)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(model);
        model = model with { Size = new ScreenSize(Width, 1), Overlay = null };
        int rows = model.Table.Lines.Count;
        var screen = new CellBuffer(Width, 1);
        HeaderView.Draw(model, screen.Whole, Fit.Compact);
        writer.Write(Line(screen, 0, ascii));
        writer.Write('\n');
        foreach (string source in Sources(model)) writer.Write(Shown($"  {source}", ascii) + "\n");
        writer.Write('\n');
        screen.Resize(Width, rows + 2);
        TableView.DrawPlain(model, screen);
        for (int y = 0; y < screen.Height; y++) writer.Write(Line(screen, y, ascii) + "\n");
        foreach (Note note in model.AllNotes)
        {
            writer.Write(Shown($"note[{note.Code}]: {note.Message}", ascii) + "\n");
            if (note.Hint is { } hint) writer.Write(Shown($"  hint: {hint}", ascii) + "\n");
        }
    }

    private static IEnumerable<string> Sources(Model model)
    {
        if (model.Shown is not { } shown) yield break;
        var gauges = new Gauges(model, shown);
        foreach (int source in Gauges.Shown(shown))
        {
            string power = gauges.Absent(source) ?? Figures.Watts(gauges.Watts(source));
            yield return $"{Gauges.NameOf(shown.Sources[source])}  {power}  {Signs.Of(shown.Sources[source].Provenance)}  {Gauges.DetailOf(shown.Sources[source])}";
        }
    }

    private static string Line(CellBuffer screen, int y, bool ascii) => Shown(screen.RowText(y).TrimEnd(), ascii);

    private static string Shown(string text, bool ascii) => ascii ? PlainAscii.Of(CellText.Shown(text)) : CellText.Shown(text);
}
