using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class NesoGridTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GB", "neso-intensity", "GET /intensity", "19:00-19:30 118")]
    [InlineData("uk", "neso-intensity", "GET /intensity", "19:00-19:30 118")]
    [InlineData("13", "neso-regional", "GET /regional/regionid/13", "19:00-19:30 95?")]
    [InlineData("sw1a", "neso-regional", "GET /regional/postcode/SW1A", "19:00-19:30 95?")]
    public async Task A_zone_is_the_country_a_region_or_a_postcode(string zone, string file, string target, string expected)
    {
        _bench.Play(file);
        GridAnswer answer = await Provider().LatestAsync(zone, Cancel);
        Assert.Equal(expected, Shown.Points(answer));
        Assert.Equal((SignalKind.Average, GridBasis.Direct, zone), (answer.Series!.Kind, answer.Series.Basis, answer.Series.Zone));
        Asked asked = Assert.Single(_bench.Server.Asked);
        Assert.Equal(target, asked.Target);
        Assert.DoesNotContain("auth", asked.Headers, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("DE")]
    [InlineData("0")]
    [InlineData("18")]
    [InlineData("SW1A 1AA")]
    [InlineData("../x1")]
    [InlineData("")]
    public async Task What_is_no_zone_of_its_is_not_asked_for(string zone)
    {
        Assert.Equal("ECO3104", (await Provider().LatestAsync(zone, Cancel)).Problem!.Code);
        Assert.Empty(_bench.Server.Asked);
    }

    [Fact]
    public async Task The_forecast_stands_in_for_what_has_not_been_measured_yet()
    {
        _bench.Play("neso-range");
        Assert.Equal("10:00-10:30 118, 10:30-11:00 130?", Shown.Points(await Provider().PastAsync("GB", Ten, Ten.AddHours(2), Cancel)));
        Assert.Equal("GET /intensity/2026-11-20T10:00Z/2026-11-20T12:00Z", Assert.Single(_bench.Server.Asked).Target);
    }

    [Theory]
    [InlineData("GB", 12, "neso-intensity", "GET /intensity/2026-11-21T19:12Z/fw24h")]
    [InlineData("GB", 30, "neso-intensity", "GET /intensity/2026-11-21T19:12Z/fw48h")]
    [InlineData("13", 24, "neso-regional-range", "GET /regional/intensity/2026-11-21T19:12Z/fw24h/regionid/13")]
    public async Task A_forecast_is_asked_for_by_the_day(string zone, int hours, string file, string target)
    {
        _bench.Play(file);
        Assert.NotNull((await Provider().ForecastAsync(zone, TimeSpan.FromHours(hours), Cancel)).Series);
        Assert.Equal(target, Assert.Single(_bench.Server.Asked).Target);
    }

    [Fact]
    public async Task Data_may_be_an_object_instead_of_a_list()
    {
        _bench.Play("neso-regional-range");
        Assert.Equal("19:00-19:30 95?, 19:30-20:00 88?", Shown.Points(await Provider().ForecastAsync("13", TimeSpan.FromHours(24), Cancel)));
    }

    [Theory]
    [InlineData("""{"data":[]}""", "ECO3110")]
    [InlineData("""{"data":[{"from":"2026-11-21T19:00Z","to":"2026-11-21T19:30Z","intensity":{"forecast":null,"actual":null}}]}""", "ECO3110")]
    [InlineData("""{"data":[{"from":"now","to":"later","intensity":{"forecast":1}}]}""", "ECO3108")]
    [InlineData("""{"data":[{"from":"2026-11-21T19:30Z","to":"2026-11-21T19:00Z","intensity":{"forecast":1}}]}""", "ECO3108")]
    [InlineData("""{"error":{"code":"400 Bad Request","message":"no"}}""", "ECO3108")]
    public async Task What_can_not_be_a_figure_is_a_problem_and_no_figure(string body, string code)
    {
        _bench.Server.Play = _ => Reply.Json(body);
        GridAnswer answer = await Provider().LatestAsync("GB", Cancel);
        Assert.Null(answer.Series);
        Assert.Equal(code, answer.Problem!.Code);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private NesoGrid Provider() => new(_bench.Way("neso"), _bench.Clock);
}
