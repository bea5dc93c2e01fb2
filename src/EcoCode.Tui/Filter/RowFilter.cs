using System.Diagnostics.CodeAnalysis;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Filter;

/// <summary>Which rows are shown: <c>power > 5 W and user = alice</c>.</summary>
/// <remarks>Grammar: docs/dashboard.md. A parsed filter is a value: two of the same text are equal.</remarks>
public sealed record RowFilter
{
    private readonly Term _term;

    private RowFilter(string text, Term term) => (Text, _term) = (text, term);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    /// <summary>Reads a filter.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="filter">The filter; null for a text of blanks, which lets every row pass.</param>
    /// <param name="fault">What is wrong where false is returned.</param>
    public static bool TryParse(string text, out RowFilter? filter, [NotNullWhen(false)] out FilterFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        filter = null;
        fault = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        var parser = new FilterParser(text);
        if (!parser.TryParse(out Term? term, out fault)) return false;
        filter = new RowFilter(text.Trim(), term);
        return true;
    }

    /// <summary>Whether a row passes.</summary>
    internal bool Passes(Row row) => _term.Passes(row);

    /// <inheritdoc/>
    public bool Equals(RowFilter? other) => other is not null && other.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
