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

        int count = model.AllNotes.Count;
        CellRegion inside = Frame.Draw(screen, layout.Notes, "4 Notes", count > 1 ? $"{(model.Note % count) + 1} of {count}, n: next" : "");
        if (count == 0) inside.Put(1, 0, None, Tone.Muted);
        int y = 0;
        for (int i = 0; i < count && y < inside.Height; i++)
        {
            Note note = model.AllNotes[(model.Note + i) % count];
            inside.Put(1, y, "!", Tone.Warning);
            foreach (string line in Wrapped($"{note.Message}{(note.Hint is { } hint ? $": {hint}" : "")} ({note.Code})", inside.Width - 4)) inside.Put(3, y++, line, Style.Plain);
        }
    }

    /// <summary>Breaks a text between words.</summary>
    internal static IEnumerable<string> Wrapped(string text, int width)
    {
        while (CellText.Width(text) > width)
        {
            int cut = text.LastIndexOf(' ', Math.Min(width, text.Length - 1));
            if (cut <= 0) cut = Math.Min(width, text.Length);
            yield return text[..cut];
            text = text[cut..].TrimStart();
        }

        yield return text;
    }

    private static void DrawLine(Model model, CellRegion line)
    {
        int count = model.AllNotes.Count;
        if (count == 0) return;
        string more = count > 1 ? $"(n: {count - 1} more)" : "";
        Put(line, 0, model.AllNotes[model.Note % count], line.Width - 2 - (more.Length > 0 ? more.Length + 2 : 0));
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
