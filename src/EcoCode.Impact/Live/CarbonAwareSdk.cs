using System.Globalization;
using System.Text.Json;
using EcoCode.Impact.Live.Asking;

namespace EcoCode.Impact.Live;

/// <summary>The web interface of the Carbon Aware SDK of the Green Software Foundation, on a host of one's own. It does not tell what its source's figures are about.</summary>
/// <param name="http">The way to it.</param>
/// <param name="kind">What the figures of its source are about.</param>
/// <param name="basis">What they count.</param>
/// <param name="time">The clock.</param>
public sealed class CarbonAwareSdk(GridHttp http, SignalKind kind, GridBasis basis, TimeProvider time) : IGridProvider
{
    /// <summary>The latest figure is looked for in this time, since sources have hourly figures, and publish them late.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public string Name => "carbon-aware-sdk";

    /// <inheritdoc/>
    public SignalKind Kind => kind;

    /// <inheritdoc/>
    public Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel) => EmissionsAsync(zone, time.GetUtcNow() - Before, time.GetUtcNow(), "that holds now", cancel);

    /// <inheritdoc/>
    public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) => EmissionsAsync(zone, since, until, "for that time", cancel);

    /// <inheritdoc/>
    public async Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, basis, time);
        HttpAnswer answer = await http.GetAsync($"emissions/forecasts/current?location={Uri.EscapeDataString(Location(zone))}", zone, null, cancel).ConfigureAwait(false);
        if (!answer.TryGet(out JsonDocument? document, out Quantities.Note? problem)) return new(null, problem);
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array) reading.Malformed("it is no list");
            else
            {
                foreach (JsonElement point in document.RootElement.EnumerateArray().SelectMany(forecast => forecast.List("forecastData")))
                {
                    if (!Take(reading, point, "timestamp", "value", Minutes(point), estimated: true)) break;
                }
            }
        }

        return reading.Answer("to come", time.GetUtcNow(), time.GetUtcNow() + horizon);

        static TimeSpan? Minutes(JsonElement point) => point.Number("duration") is { } minutes and > 0 and <= 1440 ? TimeSpan.FromMinutes(minutes) : null;
    }

    private async Task<GridAnswer> EmissionsAsync(string zone, DateTimeOffset since, DateTimeOffset until, string span, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, basis, time);
        string path = $"emissions/bylocation?location={Uri.EscapeDataString(Location(zone))}&time={GridTime.Written(since)}&toTime={GridTime.Written(until)}";
        HttpAnswer answer = await http.GetAsync(path, zone, null, cancel).ConfigureAwait(false);
        if (!answer.TryGet(out JsonDocument? document, out Quantities.Note? problem)) return new(null, problem);
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array) reading.Malformed("it is no list");
            else
            {
                foreach (JsonElement point in document.RootElement.EnumerateArray())
                {
                    if (!Take(reading, point, "time", "rating", Clock(point), estimated: false)) break;
                }
            }
        }

        return reading.Answer(span, since, until);

        static TimeSpan? Clock(JsonElement point)
            => TimeSpan.TryParse(point.Text("duration"), CultureInfo.InvariantCulture, out TimeSpan lasts) && lasts > TimeSpan.Zero && lasts <= TimeSpan.FromDays(1) ? lasts : null;
    }

    /// <summary>It calls cloud regions as their providers do, without the provider.</summary>
    private static string Location(string zone) => zone[(zone.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static bool Take(GridReading reading, JsonElement point, string at, string value, TimeSpan? lasts, bool estimated)
    {
        if (!GridTime.TryParse(point.Text(at), out DateTimeOffset from)) return reading.Malformed("a figure has no time");
        return point.Number(value) is { } grams ? reading.Take(from, from + lasts, grams, estimated) : reading.Malformed("a point has no figure");
    }
}
