namespace EcoCode.Tui.Dashboards.Columns;

/// <summary>What columns are called in options and configuration.</summary>
public static class ColumnName
{
    /// <summary>All names, in the order of the columns.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ColumnForm.All.Select(form => Of(form.Column))];

    /// <summary>The name of a column: lower case, a hyphen between words.</summary>
    public static string Of(Column column) => column == Column.GpuMemory ? "gpu-memory" : column.ToString().ToLowerInvariant();

    /// <summary>The column of a name.</summary>
    public static bool TryParse(string name, out Column column)
    {
        foreach (ColumnForm form in ColumnForm.All)
        {
            column = form.Column;
            if (Of(column) == name) return true;
        }

        column = default;
        return false;
    }
}
