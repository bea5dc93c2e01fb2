using System.Collections.Immutable;
using EcoCode.Tui.Filter;

namespace EcoCode.Tui.Rows;

/// <summary>Which rows are shown, and in what order.</summary>
public sealed record TableSettings
{
    /// <summary>Whether as a tree, or every process in one list.</summary>
    public bool Tree { get; init; } = true;

    public RowOrder Order { get; init; }

    /// <summary>Whether the other way round than usual.</summary>
    public bool Reversed { get; init; }

    /// <summary>The filter; null for none.</summary>
    public RowFilter? Filter { get; init; }

    /// <summary>Rows that are not folded as they are at first: groups are, others are not.</summary>
    public ImmutableHashSet<RowId> Toggled { get; init; } = [];

    /// <summary>First rows of chains whose links are shown one below the other, and not in one line.</summary>
    public ImmutableHashSet<RowId> Unlinked { get; init; } = [];

    /// <summary>Whether the rows below one are shown.</summary>
    internal bool IsOpen(RowId id) => (id.Kind != RowKind.Group) ^ Toggled.Contains(id);
}
