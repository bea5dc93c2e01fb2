using System.Globalization;
using System.Text.Json;
using EcoCode.Impact.Live.Asking;

namespace EcoCode.Impact.Live;

/// <summary>Electricity Maps, version 4 of its interface: average intensity of what a zone consumes, imports traced, all over the world. Needs a key.</summary>
/// <param name="http">The way to it.</param>
/// <param name="token">The key, which goes into the header <c>auth-token</c> and nowhere else.</param>
/// <param name="basis">What the figures are to count.</param>
/// <param name="time">The clock.</param>
public sealed class ElectricityMaps(GridHttp http, string token, GridBasis basis, TimeProvider time) : IGridProvider
{
    /// <summary>A range of hourly figures may be this long.</summary>
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(10);

    private static readonly int[] Horizons = [24, 48, 72];

    /// <summary>Where it is.</summary>
    public static Uri Address { get; } = new("https://api.electricitymaps.com/v4/");

    /// <inheritdoc/>
    public string Name => "electricity-maps";

    /// <inheritdoc/>
    public SignalKind Kind => SignalKind.Average;

    /// <inheritdoc/>
    public async Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, basis, time);
        await TakeAsync(reading, "latest", "", estimated: false, cancel).ConfigureAwait(false);
        return reading.Answer("that holds now");
    }

    /// <inheritdoc/>
    public async Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel)
    {
        int hours = Horizons.FirstOrDefault(hours => hours >= horizon.TotalHours, Horizons[^1]);
        var reading = new GridReading(this, zone, basis, time);
        await TakeAsync(reading, "forecast", string.Create(CultureInfo.InvariantCulture, $"&horizonHours={hours}"), estimated: true, cancel).ConfigureAwait(false);
        return reading.Answer("to come", time.GetUtcNow(), time.GetUtcNow() + horizon);
    }

    /// <inheritdoc/>
    public async Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, basis, time);
        foreach ((DateTimeOffset from, DateTimeOffset to) in GridSpan.Parts(since, until, LongestRange))
        {
            if (!await TakeAsync(reading, "past-range", $"&start={GridTime.Written(from)}&end={GridTime.Written(to)}&temporalGranularity=hourly", estimated: false, cancel).ConfigureAwait(false)) break;
        }

        return reading.Answer("for that time", since, until);
    }

    private async Task<bool> TakeAsync(GridReading reading, string question, string parameters, bool estimated, CancellationToken cancel)
    {
        string path = $"carbon-intensity/{question}?zone={Uri.EscapeDataString(reading.Zone)}&emissionFactorType={basis.Name()}{parameters}";
        HttpAnswer answer = await http.GetAsync(path, reading.Zone, ("auth-token", token), cancel).ConfigureAwait(false);
        if (!answer.TryGet(out JsonDocument? document, out Quantities.Note? problem)) return reading.Fail(problem);
        using (document)
        {
            JsonElement root = document.RootElement;
            if (root.Text("emissionFactorType") is { Length: > 0 } counted && counted != basis.Name()) return reading.Fail(GridProblems.WrongUnit(Name, counted));
            TimeSpan? step = root.Text("temporalGranularity") switch { "5_minutes" => TimeSpan.FromMinutes(5), "15_minutes" => TimeSpan.FromMinutes(15), _ => TimeSpan.FromHours(1) };
            IEnumerable<JsonElement> points = question == "latest" ? [root] : root.List(root.Field("forecast") is null ? "data" : "forecast");
            foreach (JsonElement point in points)
            {
                if (!GridTime.TryParse(point.Text("datetime"), out DateTimeOffset from)) return reading.Malformed("a point has no time");

                // A zone that has not reported yet has null.
                if (point.Number("carbonIntensity") is not { } grams) continue;
                if (!reading.Take(from, from + step, grams, estimated || point.IsTrue("isEstimated"))) return false;
            }
        }

        return true;
    }
}
