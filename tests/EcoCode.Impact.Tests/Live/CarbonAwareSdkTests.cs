using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class CarbonAwareSdkTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eastus")]
    [InlineData("azure:eastus")]
    public async Task Ratings_hold_for_their_duration_and_are_of_the_kind_that_was_stated(string zone)
    {
        _bench.Play("carbon-aware-sdk-emissions");
        GridAnswer answer = await Provider().LatestAsync(zone, Cancel);
        Assert.Equal("19:00-19:05 439.08, 19:05-19:10 441.5, 19:10-19:15 440.25", Shown.Points(answer));
        Assert.Equal((SignalKind.Marginal, GridBasis.Direct), (answer.Series!.Kind, answer.Series.Basis));
        Assert.Equal("GET /emissions/bylocation?location=eastus&time=2026-11-21T17:12:00Z&toTime=2026-11-21T19:12:00Z", Assert.Single(_bench.Server.Asked).Target);
    }

    [Fact]
    public async Task A_forecast_counts_its_durations_in_minutes()
    {
        _bench.Play("carbon-aware-sdk-forecast");
        Assert.Equal("19:15-19:45 380.5?, 19:45-20:15 359.2?", Shown.Points(await Provider().ForecastAsync("eastus", TimeSpan.FromHours(4), Cancel)));
        Assert.Equal("GET /emissions/forecasts/current?location=eastus", Assert.Single(_bench.Server.Asked).Target);
    }

    [Theory]
    [InlineData(204, "", "ECO3110")]
    [InlineData(400, "{}", "ECO3104")]
    [InlineData(501, "{}", "ECO3116")]
    [InlineData(200, "[]", "ECO3110")]
    [InlineData(200, "{}", "ECO3108")]
    [InlineData(200, """[{"location":"eastus","time":"2026-11-21T19:00:00+00:00","rating":null,"duration":"00:05:00"}]""", "ECO3108")]
    [InlineData(200, """[{"location":"eastus","rating":1,"duration":"00:05:00"}]""", "ECO3108")]
    public async Task What_is_no_answer_is_a_problem(int status, string body, string code)
    {
        _bench.Server.Play = _ => Reply.Json(body, status);
        GridAnswer answer = await Provider().LatestAsync("eastus", Cancel);
        Assert.Null(answer.Series);
        Assert.Equal(code, answer.Problem!.Code);
        Assert.Single(_bench.Server.Asked);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private CarbonAwareSdk Provider() => new(_bench.Way("carbon-aware-sdk"), SignalKind.Marginal, GridBasis.Direct, _bench.Clock);
}
