using System.Collections.Immutable;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards;

/// <summary>Folds and unfolds rows.</summary>
internal static class Folding
{
    internal static Model Toggled(Model now)
        => now.Current is { Fold: not Fold.None } line ? Set(now, Flip(now.Settings.Toggled, line.Row.Id)) : now;

    /// <summary>Folds an open row; of another one, goes to the row that it is a part of.</summary>
    internal static Model Out(Model now)
    {
        if (now.Current is not { } line) return now;
        if (line.Fold == Fold.Open) return Toggled(now);
        int parent = line.Row.Parent is { } above && now.Settings.Tree ? now.Table.IndexOf(above.Id) : -1;
        return parent >= 0 ? Acting.Go(now, parent) : now;
    }

    internal static Model In(Model now) => now.Current is { Fold: Fold.Closed } ? Toggled(now) : now;

    /// <summary>Folds all rows below the current one when one of them is open; else opens them.</summary>
    internal static Model ChildrenToggled(Model now)
    {
        if (now.Current is not { Row.Children: { } children }) return now;
        List<RowId> below = [.. children.Where(child => child.Children is not null).Select(child => child.Id)];
        bool close = below.Exists(now.Settings.IsOpen);
        ImmutableHashSet<RowId> toggled = now.Settings.Toggled;
        foreach (RowId id in below)
        {
            if (now.Settings.IsOpen(id) == close) toggled = Flip(toggled, id);
        }

        return Set(now, toggled);
    }

    internal static Model AllOpen(Model now)
        => Set(now, [.. now.Forest.All.Where(row => row.Id.Kind == RowKind.Group).Select(row => row.Id)]);

    private static ImmutableHashSet<RowId> Flip(ImmutableHashSet<RowId> toggled, RowId id) => toggled.SymmetricExcept([id]);

    private static Model Set(Model now, ImmutableHashSet<RowId> toggled) => Acting.Set(now, now.Settings with { Toggled = toggled });
}
