using System.Text;
using System.Text.Json;
using EcoCode.Goldens;
using EcoCode.Report.Grids;

namespace EcoCode.Report.Tests.Grids;

public sealed class GridOutlookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 27, 0, TimeSpan.FromHours(1));

    private static readonly GridOutlook Germany = new()
    {
        Zone = "DE",
        Name = "Germany",
        Now = Now,
        Latest = new(Now.AddMinutes(-27), Now.AddMinutes(33), 344, Estimated: true),
        LatestSource = new("DE", "electricity-maps", "average", "lifecycle", "now", Now.AddMinutes(-8)),
        Ahead = [new(Now.AddMinutes(-27), Now.AddMinutes(33), 344, true), new(Now.AddMinutes(33), Now.AddMinutes(93), 290, true)],
        Hours = [.. Enumerable.Range(0, 24).Select(hour => new GridReading(Now.AddMinutes(-27).AddHours(hour), Now.AddMinutes(33).AddHours(hour), 300 - (hour * (23 - hour)), true))],
        AheadSource = new("DE", "electricity-maps", "average", "lifecycle", "forecast", Now.AddMinutes(-8)),
        Year = new("DE", 330, "lifecycle", 2025, "ember-2026"),
        Notes = [],
    };

    private static readonly GridOutlook Offline = new() { Zone = "WORLD", Name = "World", Now = Now, Year = new("WORLD", 458, "lifecycle", 2025, "ember-2026"), Notes = [new("ECO3021", "no zone set: the world average is used", "set `--zone`, for example `--zone DE`")] };

    [Fact]
    public void A_grid_looks_so() => Golden.Matches("grid/live.txt", Text(Germany, new() { Width = 100, Terminal = true }));

    [Fact]
    public void In_a_narrow_log_it_looks_so() => Golden.Matches("grid/narrow-ascii.txt", Text(Germany, new() { Width = 60, Unicode = false }));

    [Fact]
    public void Without_a_provider_it_looks_so() => Golden.Matches("grid/offline.txt", Text(Offline, new()));

    [Fact]
    public void Its_json_is_so() => Golden.Matches("grid/live.json", Json(Germany with { Name = null }));

    [Fact]
    public void Json_of_what_is_not_known_is_null()
    {
        using var document = JsonDocument.Parse(Json(Offline));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("now").ValueKind);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("ahead_source").ValueKind);
        Assert.Equal(458, document.RootElement.GetProperty("year").GetProperty("g_per_kwh").GetDouble());
        Assert.Equal("ECO3021", document.RootElement.GetProperty("notes")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void Names_of_a_provider_can_not_move_the_cursor()
        => Assert.DoesNotContain('\u001b', Text(Germany with { LatestSource = new("\u001b[31m", "\u001b[2J", "average", "lifecycle", "now", null) }, new()));

    private static string Text(GridOutlook outlook, SummaryStyle style)
    {
        using var writer = new StringWriter();
        GridOutlookText.Write(writer, outlook, style);
        return writer.ToString();
    }

    private static string Json(GridOutlook outlook)
    {
        using var stream = new MemoryStream();
        GridOutlookJson.Write(stream, outlook);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
