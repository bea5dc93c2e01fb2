using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.View;

/// <summary>The menus of orders and of columns.</summary>
internal static class MenuView
{
    private const int Width = 28;

    internal static void Draw(Model model, CellBuffer screen)
    {
        if (model.Overlay is Overlay.SortMenu sort)
        {
            List<string> orders = [.. Enum.GetValues<RowOrder>().Select(order => ColumnForm.All.First(form => form.Order == order).Name)];
            Draw(screen, "Sort by", orders, sort.Chosen, at => at == (int)model.Settings.Order ? "•" : " ");
        }
        else if (model.Overlay is Overlay.ColumnMenu columns)
        {
            Draw(screen, "Columns", [.. Menus.Entries.Select(form => form.Name)], columns.Chosen, at => Menus.Entries[at] is var form && (form.Shown ^ model.ToggledColumns.Contains(form.Column)) ? "x" : " ");
        }
    }

    private static void Draw(CellBuffer screen, string title, List<string> entries, int chosen, Func<int, string> mark)
    {
        CellRegion inside = Window.Open(screen, title, Width, entries.Count);
        int top = Math.Clamp(chosen - inside.Height + 1, 0, Math.Max(0, entries.Count - inside.Height));
        for (int y = 0; y < inside.Height && top + y < entries.Count; y++)
        {
            Ink ground = top + y == chosen ? Tone.Selection : default(Ink);
            inside.Tint(0, y, inside.Width, 1, ground);
            inside.Put(0, y, $"[{mark(top + y)}]", ((Style)Tone.Key).On(ground));
            inside.PutWithin(4, y, inside.Width - 4, entries[top + y], Style.Plain.On(ground));
        }
    }
}
