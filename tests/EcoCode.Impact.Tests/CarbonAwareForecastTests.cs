using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests;

/// <summary>Saved answers of the Carbon Aware SDK as a file of a forecast.</summary>
public sealed class CarbonAwareForecastTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-forecast-");

    [Theory]
    [InlineData("eastus")]
    [InlineData("azure:eastus")]
    public async Task Its_points_are_taken_for_the_location(string zone)
    {
        GridAnswer answer = await Read(zone, """
            [{ "generatedAt": "2026-11-21T12:00:00+00:00", "location": "westus", "forecastData": [{ "location": "westus", "timestamp": "2026-11-21T12:00:00+00:00", "duration": 60, "value": 1 }] },
             { "generatedAt": "2026-11-21T12:00:00+00:00", "location": "eastus", "windowSize": 0, "optimalDataPoints": [], "forecastData": [
                { "location": "eastus", "timestamp": "2026-11-21T12:00:00+00:00", "duration": 5, "value": 359.25 },
                { "location": "eastus", "timestamp": "2026-11-21T12:05:00+00:00", "duration": 5, "value": 358.5 }] }]
            """);
        Assert.Null(answer.Problem);
        Assert.Equal([359.25, 358.5], answer.Series!.Points.Select(point => point.Intensity.GramsPerKilowattHour));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 12, 10, 0, TimeSpan.Zero), answer.Series.Points[^1].To);
        Assert.All(answer.Series.Points, point => Assert.True(point.Estimated));
    }

    [Theory]
    [InlineData("""{ "location": "eastus", "forecastData": [{ "timestamp": "2026-11-21T12:00:00Z", "duration": 30, "value": 1 }, { "timestamp": "2026-11-21T12:05:00Z", "duration": 30, "value": 2 }] }""", "windowSize")]
    [InlineData("""{ "location": "eastus", "forecastData": [{ "timestamp": "noon", "duration": 30, "value": 1 }] }""", "timestamp")]
    [InlineData("""{ "location": "eastus", "forecastData": [{ "timestamp": "2026-11-21T12:00:00Z", "duration": 0, "value": 1 }] }""", "duration")]
    [InlineData("""{ "location": "eastus", "forecastData": [{ "timestamp": "2026-11-21T12:00:00Z", "duration": 5, "value": null }] }""", "value")]
    [InlineData("""{ "location": "eastus", "forecastData": [{ "timestamp": "2026-11-21T12:00:00Z", "duration": 5, "value": -4 }] }""", "between 0 and")]
    public async Task What_is_wrong_with_it_is_said(string text, string said)
    {
        GridAnswer answer = await Read("eastus", text);
        Assert.Null(answer.Series);
        Assert.Contains(said, answer.Problem!.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<GridAnswer> Read(string zone, string text)
    {
        string path = Path.Join(_folder.FullName, "forecast");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var grid = new FileGrid(path, SignalKind.Marginal, GridBasis.Direct, TimeProvider.System);
        DateTimeOffset noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        return await grid.PastAsync(zone, noon, noon.AddHours(1), TestContext.Current.CancellationToken);
    }
}
