using EcoCode.Tui.Filter;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards.Overlays;

/// <summary>What lies over the panels and takes the keys.</summary>
public abstract record Overlay
{
    private Overlay()
    {
    }

    /// <summary>The keys.</summary>
    /// <param name="Top">The first line that is shown.</param>
    public sealed record Help(int Top) : Overlay;

    /// <summary>What rows can be sorted by.</summary>
    public sealed record SortMenu(int Chosen) : Overlay;

    /// <summary>Which columns there are.</summary>
    public sealed record ColumnMenu(int Chosen) : Overlay;

    /// <summary>All of one row.</summary>
    public sealed record Details(RowId Row) : Overlay;

    /// <summary>A filter that is being typed.</summary>
    /// <param name="Line">What has been typed.</param>
    /// <param name="Fault">What is wrong with it; null when nothing is.</param>
    /// <param name="Before">The filter to come back to.</param>
    public sealed record FilterLine(TypedLine Line, FilterFault? Fault, RowFilter? Before) : Overlay;

    /// <summary>The path of a file that the rows are to be written to.</summary>
    public sealed record ExportLine(TypedLine Line) : Overlay;

    /// <summary>The name of a phase that is to begin.</summary>
    public sealed record MarkLine(TypedLine Line) : Overlay;

    /// <summary>A text to read.</summary>
    /// <param name="Title">What it is.</param>
    /// <param name="Lines">The text.</param>
    /// <param name="Top">The first line that is shown.</param>
    public sealed record Page(string Title, IReadOnlyList<string> Lines, int Top) : Overlay;

    /// <summary>The word of what is to be done.</summary>
    /// <param name="Line">What has been typed.</param>
    /// <param name="Chosen">Which of the words that fit.</param>
    public sealed record Palette(TypedLine Line, int Chosen) : Overlay;
}
