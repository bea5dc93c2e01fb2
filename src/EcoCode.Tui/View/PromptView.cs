using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Filter;

namespace EcoCode.Tui.View;

/// <summary>The line at the bottom on which a filter or a path is typed.</summary>
internal static class PromptView
{
    internal static void Draw(Model model, CellBuffer screen)
    {
        CellRegion line = screen.Region(0, screen.Height - 1, screen.Width, 1);
        line.Fill(0, 0, line.Width, 1, ' ', Style.Plain.On(Tone.Bar));
        if (model.Overlay is Overlay.ExportLine export)
        {
            int end = DrawLine(screen, line, 0, " write the rows to: ", export.Line, screen.Height - 1);
            string hint = export.Line.Text.Length == 0 ? "rows.csv or rows.json; Esc leaves" : "";
            line.PutWithin(end + 2, 0, line.Width - end - 3, hint, ((Style)Tone.Muted).On(Tone.Bar));
        }
        else if (model.Overlay is Overlay.MarkLine mark)
        {
            int end = DrawLine(screen, line, 0, " a phase begins: ", mark.Line, screen.Height - 1);
            line.PutWithin(end + 2, 0, line.Width - end - 3, "its name; Esc leaves", ((Style)Tone.Muted).On(Tone.Bar));
        }
        else if (model.Overlay is Overlay.FilterLine filter)
        {
            int end = DrawLine(screen, line, 0, " filter: ", filter.Line, screen.Height - 1);
            string hint = filter.Fault?.Message ?? (filter.Line.Text.Length == 0 ? "text, or power > 5 W and user = alice" : "");
            line.PutWithin(end + 2, 0, line.Width - end - 3, hint, ((Style)(filter.Fault is null ? Tone.Muted : Tone.Critical)).On(Tone.Bar));
            if (filter.Fault is { } fault) Mark(line, filter.Line.Text, fault);
        }
    }

    /// <summary>Draws a line that is typed, and puts the cursor on it.</summary>
    /// <returns>The column behind it.</returns>
    internal static int DrawLine(CellBuffer screen, CellRegion region, int y, string prompt, TypedLine line, int? screenRow = null)
    {
        int x = region.Put(0, y, prompt, ((Style)Tone.Key).On(Tone.Bar));
        int room = region.Width - x - 2;

        // What was typed last stays in sight.
        int from = 0;
        while (CellText.Width(line.Text.AsSpan(from, line.Caret - from)) > room) from++;
        int caret = x + CellText.Width(line.Text.AsSpan(from, line.Caret - from));
        int end = region.PutWithin(x, y, room + 1, line.Text.AsSpan(from), Style.Plain.On(Tone.Bar));
        if (screenRow is { } row) screen.Cursor = (caret, row);
        else region.Tint(caret, y, 1, 1, Tone.Selection);
        return end;
    }

    /// <summary>Shows where a filter is wrong; where something is missing, the place behind it.</summary>
    private static void Mark(CellRegion line, string text, FilterFault fault)
    {
        int x = CellText.Width(" filter: ") + CellText.Width(text.AsSpan(0, fault.Start));
        string wrong = fault.Length == 0 ? " " : text.Substring(fault.Start, fault.Length);
        line.Put(x, 0, wrong, ((Style)Tone.Critical).On(Tone.Bar).With(Emphasis.Reverse));
    }
}
