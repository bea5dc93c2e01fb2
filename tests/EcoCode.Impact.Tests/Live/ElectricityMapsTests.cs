using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class ElectricityMapsTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_latest_figure_holds_for_its_hour_and_says_that_it_is_an_estimate()
    {
        _bench.Play("electricity-maps-latest");
        GridAnswer answer = await Provider().LatestAsync("DE", Cancel);
        Assert.Equal("19:00-20:00 302?", Shown.Points(answer));
        Assert.Equal(("DE", "electricity-maps", SignalKind.Average, GridBasis.Lifecycle), (answer.Series!.Zone, answer.Series.Provider, answer.Series.Kind, answer.Series.Basis));
        Assert.Equal(_bench.Clock.GetUtcNow(), answer.Series.Retrieved);
        Asked asked = Assert.Single(_bench.Server.Asked);
        Assert.Equal("GET /carbon-intensity/latest?zone=DE&emissionFactorType=lifecycle", asked.Target);
        Assert.Contains("auth-token: k3y", asked.Headers, StringComparison.Ordinal);
        Assert.Contains("User-Agent: ecocode/", asked.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_what_the_privacy_page_tells_is_sent()
    {
        _bench.Play("electricity-maps-latest");
        await Provider().LatestAsync("DE", Cancel);
        string[] names = [.. Assert.Single(_bench.Server.Asked).Headers.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(header => header.Split(':')[0]).Order(StringComparer.Ordinal)];
        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent", "auth-token"], names);
    }

    [Fact]
    public async Task A_null_is_a_gap_and_no_zero()
    {
        _bench.Play("electricity-maps-past-range");
        GridAnswer answer = await Provider().PastAsync("DE", Ten, Ten.AddHours(3), Cancel);
        Assert.Equal("10:00-11:00 310, 12:00-13:00 290?", Shown.Points(answer));
        Assert.Equal("GET /carbon-intensity/past-range?zone=DE&emissionFactorType=lifecycle&start=2026-11-20T10:00:00Z&end=2026-11-20T13:00:00Z&temporalGranularity=hourly", Assert.Single(_bench.Server.Asked).Target);
    }

    [Fact]
    public async Task A_long_range_is_asked_for_in_parts()
    {
        _bench.Play("electricity-maps-past-range");
        await Provider().PastAsync("DE", Ten.AddDays(-12), Ten.AddHours(3), Cancel);
        Assert.Equal(["start=2026-11-08T10:00:00Z&end=2026-11-18T10:00:00Z", "start=2026-11-18T10:00:00Z&end=2026-11-20T13:00:00Z"], _bench.Server.Asked.Select(asked => asked.Target[(asked.Target.IndexOf("start", StringComparison.Ordinal))..asked.Target.LastIndexOf('&')]));
    }

    [Theory]
    [InlineData(2, 24, "19:00-20:00 302?, 20:00-21:00 326?, 21:00-22:00 281?")]
    [InlineData(24, 24, "19:00-20:00 302?, 20:00-21:00 326?, 21:00-22:00 281?, 22:00-23:00 240?")]
    [InlineData(25, 48, "19:00-20:00 302?, 20:00-21:00 326?, 21:00-22:00 281?, 22:00-23:00 240?")]
    [InlineData(500, 72, "19:00-20:00 302?, 20:00-21:00 326?, 21:00-22:00 281?, 22:00-23:00 240?")]
    public async Task A_forecast_reaches_from_now_to_the_horizon(int hours, int asked, string expected)
    {
        _bench.Play("electricity-maps-forecast");
        Assert.Equal(expected, Shown.Points(await Provider().ForecastAsync("DE", TimeSpan.FromHours(hours), Cancel)));
        Assert.EndsWith($"&horizonHours={asked}", Assert.Single(_bench.Server.Asked).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"zone":"DE","carbonIntensity":302,"datetime":"2026-11-21T19:00:00.000Z","emissionFactorType":"direct"}""", "ECO3109")]
    [InlineData("""{"zone":"DE","carbonIntensity":null,"datetime":"2026-11-21T19:00:00.000Z"}""", "ECO3110")]
    [InlineData("""{"zone":"DE","carbonIntensity":30200,"datetime":"2026-11-21T19:00:00.000Z"}""", "ECO3108")]
    [InlineData("""{"zone":"DE","carbonIntensity":-1,"datetime":"2026-11-21T19:00:00.000Z"}""", "ECO3108")]
    [InlineData("""{"zone":"DE","carbonIntensity":"302","datetime":"2026-11-21T19:00:00.000Z"}""", "ECO3110")]
    [InlineData("""{"zone":"DE","carbonIntensity":302,"datetime":"yesterday"}""", "ECO3108")]
    [InlineData("""{"zone":"DE","carbonIntensity":302,"datetime":"9999-12-31T23:59:59.000Z"}""", "ECO3108")]
    [InlineData("""{"zone":"DE","carbonIntensity":1e999,"datetime":"2026-11-21T19:00:00.000Z"}""", "ECO3108")]
    [InlineData("""{"zone":"DE","carbonIntensity":302,"datetime":"\ud8002026-11-21T19:00"}""", "ECO3108")]
    [InlineData("""{"zone\ud800":"DE","\ud800emissionFactorType":302,"datetim\udfff":"2026-11-21T19:00:00.000Z"}""", "ECO3108")]
    [InlineData("{}", "ECO3108")]
    [InlineData("[]", "ECO3108")]
    [InlineData("null", "ECO3108")]
    public async Task What_can_not_be_a_figure_is_a_problem_and_no_figure(string body, string code)
    {
        _bench.Server.Play = _ => Reply.Json(body);
        GridAnswer answer = await Provider().LatestAsync("DE", Cancel);
        Assert.Null(answer.Series);
        Assert.Equal(code, answer.Problem!.Code);
    }

    [Fact]
    public async Task What_is_no_UTF_8_is_a_problem_and_no_exception()
    {
        byte[] head = Reply.Json("""{"datetime":"xxxx"}""").Bytes;
        head[^5] = 0xff;
        head[^17] = 0xfe;
        _bench.Server.Play = _ => new Reply(head);
        Assert.Equal("ECO3108", (await Provider().LatestAsync("DE", Cancel)).Problem!.Code);
    }

    [Fact]
    public async Task An_empty_list_is_no_figure()
    {
        _bench.Server.Play = _ => Reply.Json("""{"zone":"DE","data":[]}""");
        Assert.StartsWith("ECO3110", Shown.Points(await Provider().PastAsync("DE", Ten, Ten.AddHours(1), Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Direct_emissions_are_asked_for_where_they_are_wanted()
    {
        _bench.Server.Play = _ => Reply.Json("""{"zone":"a b&c","carbonIntensity":250.5,"datetime":"2026-11-21T19:00:00.000Z","emissionFactorType":"direct"}""");
        GridAnswer answer = await new ElectricityMaps(_bench.Way("electricity-maps"), "k3y", GridBasis.Direct, _bench.Clock).LatestAsync("a b&c", Cancel);
        Assert.Equal((GridBasis.Direct, "19:00-20:00 250.5"), (answer.Series!.Basis, Shown.Points(answer)));
        Assert.Equal("GET /carbon-intensity/latest?zone=a%20b%26c&emissionFactorType=direct", Assert.Single(_bench.Server.Asked).Target);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private ElectricityMaps Provider() => new(_bench.Way("electricity-maps"), "k3y", GridBasis.Lifecycle, _bench.Clock);
}
