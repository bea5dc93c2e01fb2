using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;
using EcoCode.Tui.View;

namespace EcoCode.Tui.Dashboards;

/// <summary>What acts do where a menu, the help or details lie over the panels.</summary>
internal static class Menus
{
    private static readonly int Orders = Enum.GetValues<RowOrder>().Length;

    internal static (Model Next, Effect? Then) Do(Model now, Act act) => act switch
    {
        Act.Redraw or Act.Suspend => Acting.Do(now, act),
        Act.Quit or Act.Back => (now with { Overlay = null }, null),
        _ => (Next(now, now.Overlay!, act), null),
    };

    /// <summary>The orders and columns of the menus, from top to bottom.</summary>
    internal static IReadOnlyList<ColumnForm> Entries => [.. ColumnForm.All.Where(form => form.Column != Column.Command)];

    /// <summary>With a column shown that was not, or the other way round.</summary>
    internal static Model Toggle(Model now, int entry)
        => now with { ToggledColumns = now.ToggledColumns.SymmetricExcept([Entries[entry].Column]) };

    private static Model Next(Model now, Overlay overlay, Act act) => overlay switch
    {
        Overlay.Help help => act == Act.Help ? now with { Overlay = null } : now with { Overlay = help with { Top = Moved(now, help.Top, act, HelpView.Count(now)) } },
        Overlay.Page page => act == Act.Details ? now with { Overlay = null } : now with { Overlay = page with { Top = Moved(now, page.Top, act, Math.Max(1, page.Lines.Count)) } },
        Overlay.SortMenu menu => act is Act.Details or Act.Fold
            ? Acting.Set(now with { Overlay = null }, now.Settings with { Order = (RowOrder)menu.Chosen })
            : now with { Overlay = new Overlay.SortMenu(Moved(now, menu.Chosen, act, Orders)) },
        Overlay.ColumnMenu menu => act switch
        {
            Act.Details => now with { Overlay = null },
            Act.Fold or Act.Tag => Toggle(now, menu.Chosen),
            _ => now with { Overlay = new Overlay.ColumnMenu(Moved(now, menu.Chosen, act, Entries.Count)) },
        },
        _ => Behind(now, act),
    };

    /// <summary>Details stay open while one goes through the rows.</summary>
    private static Model Behind(Model now, Act act)
    {
        if (act == Act.Details) return now with { Overlay = null };
        if (act is not (Act.Up or Act.Down or Act.PageUp or Act.PageDown or Act.First or Act.Last or Act.Units or Act.Pause)) return now;
        Model next = Acting.Do(now with { Overlay = null }, act).Next;
        return next.Current is { } line ? next with { Overlay = new Overlay.Details(line.Row.Id) } : next;
    }

    private static int Moved(Model now, int at, Act act, int count) => Math.Clamp(
        act switch
        {
            Act.Up => at - 1,
            Act.Down => at + 1,
            Act.PageUp => at - (now.Size.Height / 2),
            Act.PageDown => at + (now.Size.Height / 2),
            Act.First => 0,
            Act.Last => count - 1,
            _ => at,
        },
        0, count - 1);
}
