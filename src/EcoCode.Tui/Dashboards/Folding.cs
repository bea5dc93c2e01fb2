using System.Collections.Immutable;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards;

/// <summary>Folds and unfolds rows.</summary>
internal static class Folding
{
    /// <summary>Shows or hides what is below a row; the links of a chain become one line again first.</summary>
    internal static Model Toggled(Model now) => now.Current switch
    {
        null or { Fold: Fold.None } => now,
        { } line when HasLinksShown(now, line) => Relinked(now, line.Row.Id),
        { IsChain: true, Last.Children: null } line => Relinked(now, line.Row.Id),
        { } line => Set(now, Flip(now.Settings.Toggled, line.Row.Id)),
    };

    /// <summary>Folds an open row; of another one, goes to the row that it is a part of.</summary>
    internal static Model Out(Model now)
    {
        if (now.Current is not { } line) return now;
        if (line.Fold == Fold.Open) return Toggled(now);
        int parent = -1;
        for (Row? above = now.Settings.Tree ? line.Row.Parent : null; parent < 0 && above is not null; above = above.Parent) parent = now.Table.IndexOf(above.Id);
        return parent >= 0 ? Acting.Go(now, parent) : now;
    }

    /// <summary>Unfolds a row; of one that is open and stands for a chain, shows the links.</summary>
    internal static Model In(Model now) => now.Current switch
    {
        { Fold: Fold.Closed } => Toggled(now),
        { Fold: Fold.Open, IsChain: true } line => Relinked(now, line.Row.Id),
        _ => now,
    };

    /// <summary>Folds all rows below the current one when one of them is open; else opens them.</summary>
    internal static Model ChildrenToggled(Model now)
    {
        if (now.Current is not { Last.Children: { } children }) return now;
        List<RowId> below = [.. children.Where(child => child.Children is not null).Select(child => child.Id)];
        bool close = below.Exists(now.Settings.IsOpen);
        ImmutableHashSet<RowId> toggled = now.Settings.Toggled;
        foreach (RowId id in below)
        {
            if (now.Settings.IsOpen(id) == close) toggled = Flip(toggled, id);
        }

        return Set(now, toggled);
    }

    /// <summary>Opens all groups and chains, or, when all are open, folds them as they were at first.</summary>
    internal static Model AllToggled(Model now)
    {
        ImmutableHashSet<RowId> groups = [.. now.Forest.All.Where(row => row.Id.Kind == RowKind.Group).Select(row => row.Id)];
        ImmutableHashSet<RowId> chains = [.. now.Forest.All.Where(row => row.Link is not null).Select(row => row.Id)];
        bool open = now.Settings.Toggled.SetEquals(groups) && now.Settings.Unlinked.SetEquals(chains);
        return Acting.Set(now, now.Settings with { Toggled = open ? [] : groups, Unlinked = open ? [] : chains });
    }

    private static bool HasLinksShown(Model now, Line line) => line is { Fold: Fold.Open, IsChain: false, Row.Link: not null } && now.Settings.Unlinked.Contains(line.Row.Id);

    private static Model Relinked(Model now, RowId id) => Acting.Set(now, now.Settings with { Unlinked = Flip(now.Settings.Unlinked, id) });

    private static ImmutableHashSet<RowId> Flip(ImmutableHashSet<RowId> rows, RowId id) => rows.SymmetricExcept([id]);

    private static Model Set(Model now, ImmutableHashSet<RowId> toggled) => Acting.Set(now, now.Settings with { Toggled = toggled });
}
