using EcoCode.Impact.Live;
using EcoCode.Impact.Planning;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Planning;

public sealed class OutlookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 20, 0, TimeSpan.Zero);

    private static readonly Note Down = new("ECO3101", "it is down");

    [Fact]
    public async Task A_forecast_that_holds_now_is_taken_as_it_is()
    {
        var grid = new AnsweringGrid { Forecast = Answer(Hour(14, 300), Hour(15, 200)) };
        Outlook outlook = await Ask(grid);
        Assert.Same(grid.Forecast.Series, outlook.Series);
        Assert.Equal(OutlookBy.Forecast, outlook.By);
        Assert.Null(outlook.Problem);
        Assert.Equal(["forecast"], grid.Asked);
    }

    [Fact]
    public async Task What_holds_now_lasts_until_a_forecast_begins_that_begins_soon()
    {
        Outlook outlook = await Ask(new AnsweringGrid { Forecast = Answer(Hour(15, 200)), Latest = Answer(Hour(14, 300)) });
        Assert.Equal([(Now.AddMinutes(-20), 300), (Now.AddMinutes(40), 200)], outlook.Series!.Points.Select(point => (point.From, point.Intensity.GramsPerKilowattHour)));
    }

    [Fact]
    public async Task It_does_not_last_over_a_gap_that_is_longer_than_itself()
    {
        Outlook outlook = await Ask(new AnsweringGrid { Forecast = Answer(Hour(17, 200)), Latest = Answer(Hour(14, 300)) });
        Assert.Equal(200, Assert.Single(outlook.Series!.Points).Intensity.GramsPerKilowattHour);
    }

    [Fact]
    public async Task Without_a_forecast_the_past_is_asked_and_that_is_said()
    {
        var grid = new AnsweringGrid { Forecast = new(null, Down), Past = Answer([.. Enumerable.Range(-200, 200).Select(hour => Hour(14 + hour, 100))]) };
        Outlook outlook = await Ask(grid);
        Assert.Equal(OutlookBy.Past, outlook.By);
        Assert.Equal("ECO3177", outlook.Problem!.Code);
        Assert.Equal(100, outlook.Series!.At(Now)!.Value.Intensity.GramsPerKilowattHour);
        Assert.Equal(["forecast", "past"], grid.Asked);
    }

    [Fact]
    public async Task A_forecast_that_is_over_is_none()
        => Assert.Equal(OutlookBy.Past, (await Ask(new AnsweringGrid { Forecast = Answer(Hour(12, 1)), Past = Answer(Hour(12, 1), Hour(13, 2)) })).By);

    [Fact]
    public async Task Where_nothing_is_known_the_provider_says_why()
    {
        Outlook outlook = await Ask(new AnsweringGrid { Forecast = new(null, Down) });
        Assert.Null(outlook.Series);
        Assert.Same(Down, outlook.Problem);
    }

    [Fact]
    public async Task Where_not_even_that_is_said_it_is_said_here() => Assert.Equal("ECO3178", (await Ask(new AnsweringGrid())).Problem!.Code);

    private static Task<Outlook> Ask(AnsweringGrid grid) => Outlook.AskAsync(grid, "DE", Now, Now.AddHours(24), TestContext.Current.CancellationToken);

    private static GridPoint Hour(int hour, double grams)
        => new(Now.AddMinutes(-20).AddHours(hour - 14), Now.AddMinutes(-20).AddHours(hour - 13), new CarbonIntensity(grams), Estimated: false);

    private static GridAnswer Answer(params GridPoint[] points)
        => new(new GridSeries(points) { Zone = "DE", Provider = "test", Kind = SignalKind.Average, Basis = GridBasis.Lifecycle, Retrieved = Now }, null);

    private sealed class AnsweringGrid : IGridProvider
    {
        public string Name => "test";

        public SignalKind Kind => SignalKind.Average;

        public GridAnswer Latest { get; init; } = new(null, null);

        public GridAnswer Forecast { get; init; } = new(null, null);

        public GridAnswer Past { get; init; } = new(null, null);

        public List<string> Asked { get; } = [];

        public Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel) => Told("latest", Latest);

        public Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel) => Told("forecast", Forecast);

        public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) => Told("past", Past);

        private Task<GridAnswer> Told(string question, GridAnswer answer)
        {
            Asked.Add(question);
            return Task.FromResult(answer);
        }
    }
}
