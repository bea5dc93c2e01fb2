using EcoCode.Tui.Dashboards.Columns;

namespace EcoCode.Tui.Dashboards;

/// <summary>What of a dashboard is worth keeping for the next one.</summary>
internal static class Lasting
{
    internal static IReadOnlyList<KeyValuePair<string, string>> Of(Model model)
    {
        var values = new List<KeyValuePair<string, string>>
        {
            new("dashboard.units", model.Joules ? "si" : "wh"),
            new("dashboard.columns", string.Join(',', ColumnForm.All.Where(form => form.Shown ^ model.ToggledColumns.Contains(form.Column)).Select(form => ColumnName.Of(form.Column)))),
        };
        if (model.Settings.Filter is { } filter) values.Add(new("dashboard.filter", filter.Text));
        return values;
    }
}
