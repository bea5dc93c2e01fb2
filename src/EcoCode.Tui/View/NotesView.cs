using EcoCode.Quantities;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>What the reader of the figures must know, with what would mend it.</summary>
internal static class NotesView
{
    private const string None = "Nothing to report.";

    internal static void Draw(Model model, CellBuffer screen, Layout layout)
    {
        if (layout.Notes.Height == 1)
        {
            DrawLine(model, screen.Region(layout.Notes.X, layout.Notes.Y, layout.Notes.Width, 1));
            return;
        }

        int count = model.Notes.Count;
        CellRegion inside = Frame.Draw(screen, layout.Notes, "4 Notes", count > layout.Notes.Height - 2 ? $"n: {count} in all" : "");
        if (count == 0) inside.Put(1, 0, None, Tone.Muted);
        for (int y = 0; y < Math.Min(inside.Height, count); y++) Put(inside, y, model.Notes[(model.Note + y) % count], inside.Width - 2);
    }

    private static void DrawLine(Model model, CellRegion line)
    {
        int count = model.Notes.Count;
        if (count == 0) return;
        string more = count > 1 ? $"(n: {count - 1} more)" : "";
        Put(line, 0, model.Notes[model.Note % count], line.Width - 2 - (more.Length > 0 ? more.Length + 2 : 0));
        line.Put(line.Width - 1 - more.Length, 0, more, Tone.Muted);
    }

    private static void Put(CellRegion region, int y, Note note, int width)
    {
        region.Put(1, y, "!", Tone.Warning);
        int x = region.PutWithin(3, y, width - 2, note.Message, Style.Plain);
        if (note.Hint is { } hint && x + 4 < width) x = region.PutWithin(x, y, width + 1 - x, $": {hint}", Tone.Muted);
        if (x + note.Code.Length + 3 < width) region.Put(x + 1, y, $"({note.Code})", Tone.Muted);
    }
}
