using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;
using EcoCode.Tui.View;

namespace EcoCode.Tui.Dashboards;

/// <summary>What the mouse does: rows, headers, the chart, and the keys of the footer are buttons.</summary>
internal static class Pointing
{
    private const int WheelRows = 3;

    internal static (Model Next, Effect? Then) Of(Model now, MouseEvent mouse)
    {
        if (mouse.Action == MouseAction.WheelUp) return (Scrolled(now, -WheelRows), null);
        if (mouse.Action == MouseAction.WheelDown) return (Scrolled(now, WheelRows), null);
        if (mouse is not { Action: MouseAction.Press or MouseAction.Drag, Button: MouseButton.Left }) return (now, null);
        if (now.Overlay is not null) return (mouse.Action == MouseAction.Press && now.Overlay is Overlay.Help or Overlay.Details ? now with { Overlay = null } : now, null);

        Layout layout = Layout.Of(now);
        if (layout.Power.Contains(mouse.X, mouse.Y)) return (Scrubbed(now, layout, mouse.X), null);
        if (mouse.Action == MouseAction.Drag) return (now, null);
        if (layout.Footer.Contains(mouse.X, mouse.Y)) return FooterView.At(layout.Footer.Width, mouse.X) is { } act ? Acting.Do(now, act) : (now, null);
        Area lines = layout.Lines;
        if (lines.Contains(mouse.X, mouse.Y)) return (Row(now, now.Top + mouse.Y - lines.Y, mouse.X - lines.X), null);
        return (!lines.IsEmpty && lines.Contains(mouse.X, mouse.Y + 1) ? Header(now, lines, mouse.X - lines.X) : now, null);
    }

    private static Model Scrolled(Model now, int rows) => now.Overlay switch
    {
        null => Acting.Go(now, now.Cursor + rows),
        Overlay.Help help => now with { Overlay = new Overlay.Help(Math.Clamp(help.Top + rows, 0, Keymap.All.Count - 1)) },
        _ => now,
    };

    /// <summary>A click on the sign of folding folds; one on the row that the cursor is on opens details.</summary>
    private static Model Row(Model now, int line, int x)
    {
        if (line >= now.Table.Lines.Count) return now;
        bool again = line == now.Cursor && now.Selected is not null;
        Model next = Acting.Go(now, line);
        if (x < ColumnPlan.Margin) return Folding.Toggled(next);
        return again ? Acting.Do(next, Act.Details).Next : next;
    }

    private static Model Header(Model now, Area lines, int x)
    {
        if (TableView.Plan(now, lines.Width).At(x)?.Order is not { } order) return now;
        return Acting.Set(now, order == now.Settings.Order ? now.Settings with { Reversed = !now.Settings.Reversed } : now.Settings with { Order = order, Reversed = false });
    }

    private static Model Scrubbed(Model now, Layout layout, int x)
    {
        if (ChartView.TimeAt(now, layout, x) is not { } time || now.History.Count == 0) return now;
        return now with { Scrub = time >= now.Now ? null : time < now.History[0].End ? now.History[0].End : time };
    }
}
