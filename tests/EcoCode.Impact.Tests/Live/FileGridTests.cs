using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class FileGridTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecocode-series-").FullName;
    private readonly TestClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("from,g_per_kwh\n2026-11-21T18:00Z,280\n2026-11-21T19:00Z,302\n2026-11-21T20:00Z,326\n", "18:00-19:00 280, 19:00-20:00 302")]
    [InlineData("# ours\n\nzone, G_PER_KWH ,from,to,estimated\nDE,302,2026-11-21 19:00,2026-11-21T19:30,true\nFR,40,2026-11-21 19:00,2026-11-21T19:30,true\n", "19:00-19:30 302?")]
    [InlineData("\ufefffrom,g_per_kwh\r\n\"2026-11-21T20:00+01:00\",302.5\r\n", "19:00-20:00 302.5")]
    [InlineData("from,g_per_kwh\n2026-11-21T19:00Z,302\n2026-11-21T18:30Z,1\n2026-11-21T15:30Z,2\n2026-11-21T15:00Z,3\n", "15:00-15:30 3, 15:30-16:00 2, 18:30-19:00 1, 19:00-19:30 302")]
    public async Task A_table_has_named_columns_in_any_order_and_holes_stay_holes(string text, string expected)
        => Assert.Equal(expected, Shown.Points(await Of("grid.csv", text).LatestAsync("DE", Cancel)));

    [Theory]
    [InlineData("""{"points":[{"from":"2026-11-21T19:00Z","g_per_kwh":302}]}""", "19:00-20:00 302")]
    [InlineData("""{"zone":"de","points":[{"from":"2026-11-21T19:00Z","to":"2026-11-21T19:15Z","g_per_kwh":302,"estimated":true},{"zone":"FR","from":"2026-11-21T19:00Z","g_per_kwh":40}],"source":"ours"}""", "19:00-19:15 302?")]
    [InlineData("// ours\n{\"points\":[{\"from\":\"2026-11-21T19:00Z\",\"to\":null,\"g_per_kwh\":0},]}", "19:00-20:00 0")]
    public async Task A_document_has_points(string text, string expected)
        => Assert.Equal(expected, Shown.Points(await Of("grid.json", text).LatestAsync("DE", Cancel)));

    [Theory]
    [InlineData("grid.csv", "", "it is empty")]
    [InlineData("grid.csv", "time,value\n", "line 1: the first line has to name the columns")]
    [InlineData("grid.csv", "from,g_per_kwh\nyesterday,3\n", "line 2: `yesterday` is no time")]
    [InlineData("grid.csv", "from,g_per_kwh\n11/21/2026 19:00,3\n", "line 2: `11/21/2026 19:00` is no time")]
    [InlineData("grid.csv", "from,g_per_kwh\n2026-11-21T19:00Z,\n", "line 2: `` is no number")]
    [InlineData("grid.csv", "from,g_per_kwh\n2026-11-21T19:00Z,NaN\n", "line 2: NaN g/kWh is not between 0 and 3000")]
    [InlineData("grid.csv", "from,g_per_kwh\n\n2026-11-21T19:00Z,302000\n", "line 3: 302000 g/kWh is not between 0 and 3000")]
    [InlineData("grid.csv", "from,to,g_per_kwh\n2026-11-21T19:00Z,2026-11-21T18:00Z,3\n", "line 2: the point of 2026-11-21T19:00Z ends before it begins")]
    [InlineData("grid.json", "{\"points\":[\n{]}", "line 2: this is not JSON")]
    [InlineData("grid.json", "{}", "there is no list `points`")]
    [InlineData("grid.json", "[]", "there is no list `points`")]
    [InlineData("grid.json", "{\"points\":[{\"from\":\"2026-11-21T19:00Z\",\"g_per_kwh\":1},{\"from\":\"2026-11-21T20:00Z\",\"kg_per_kwh\":0.3}]}", "point 2: `g_per_kwh` is no number")]
    [InlineData("grid.json", "{\"points\":[7]}", "point 1: `from` is no time")]
    public async Task A_mistake_is_told_with_its_place_and_nothing_is_used(string name, string text, string message)
    {
        GridAnswer answer = await Of(name, text).LatestAsync("DE", Cancel);
        Assert.Null(answer.Series);
        Assert.Equal("ECO3118", answer.Problem!.Code);
        Assert.Contains(message, answer.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_read_anew_each_time()
    {
        FileGrid grid = Of("grid.csv", "from,g_per_kwh\n2026-11-21T19:00Z,302\n");
        Assert.Equal("19:00-20:00 302", Shown.Points(await grid.LatestAsync("DE", Cancel)));
        Of("grid.csv", "from,g_per_kwh\n2026-11-21T19:00Z,303\n");
        Assert.Equal("19:00-20:00 303", Shown.Points(await grid.LatestAsync("DE", Cancel)));
        File.Delete(Path.Join(_folder, "grid.csv"));
        Assert.Equal("ECO3117", (await grid.LatestAsync("DE", Cancel)).Problem!.Code);
    }

    [Fact]
    public async Task A_figure_that_has_ended_does_not_hold_now()
        => Assert.Equal("ECO3110", (await Of("grid.csv", "from,g_per_kwh\n2026-11-21T17:00Z,302\n2026-11-21T18:00Z,303\n").LatestAsync("DE", Cancel)).Problem!.Code);

    [Fact]
    public async Task The_same_file_tells_what_is_past_and_what_comes()
    {
        FileGrid grid = Of("grid.csv", "from,g_per_kwh\n2026-11-21T17:00Z,1\n2026-11-21T18:00Z,2\n2026-11-21T19:00Z,3\n2026-11-21T20:00Z,4\n2026-11-21T21:00Z,5\n");
        Assert.Equal("19:00-20:00 3, 20:00-21:00 4", Shown.Points(await grid.ForecastAsync("DE", TimeSpan.FromMinutes(90), Cancel)));
        Assert.Equal("17:00-18:00 1, 18:00-19:00 2", Shown.Points(await grid.PastAsync("DE", _clock.GetUtcNow().AddHours(-2), _clock.GetUtcNow().AddMinutes(-12), Cancel)));
    }

    [Fact]
    public async Task A_number_holds_for_any_time()
    {
        var grid = new StaticGrid(new(250), SignalKind.Marginal, GridBasis.Direct, _clock);
        Assert.Equal("19:12-20:12 250", Shown.Points(await grid.LatestAsync("DE", Cancel)));
        Assert.Equal("19:12-22:12 250", Shown.Points(await grid.ForecastAsync("DE", TimeSpan.FromHours(3), Cancel)));
        Assert.Equal("17:12-18:12 250", Shown.Points(await grid.PastAsync("DE", _clock.GetUtcNow().AddHours(-2), _clock.GetUtcNow().AddHours(-1), Cancel)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FileGrid Of(string name, string text)
    {
        string path = Path.Join(_folder, name);
        File.WriteAllText(path, text);
        return new(path, SignalKind.Average, GridBasis.Lifecycle, _clock);
    }
}
