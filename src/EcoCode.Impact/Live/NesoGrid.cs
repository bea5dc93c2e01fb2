using System.Globalization;
using System.Text.Json;
using EcoCode.Impact.Live.Asking;

namespace EcoCode.Impact.Live;

/// <summary>The Carbon Intensity API of NESO: average intensity of Great Britain and its regions, direct emissions, each half hour. Needs no key.</summary>
/// <remarks>
/// Zones are <c>GB</c>, a region by its number from 1 to 17, or the outward part of a postcode (<c>SW1A</c>). Regions have forecasts only, which
/// stand for what is past, too.
/// </remarks>
/// <param name="http">The way to it.</param>
/// <param name="time">The clock.</param>
public sealed class NesoGrid(GridHttp http, TimeProvider time) : IGridProvider
{
    private const int Regions = 17;

    /// <summary>A range may be this long.</summary>
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(14);

    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>Where it is.</summary>
    public static Uri Address { get; } = new("https://api.carbonintensity.org.uk/");

    /// <inheritdoc/>
    public string Name => "neso";

    /// <inheritdoc/>
    public SignalKind Kind => SignalKind.Average;

    /// <inheritdoc/>
    public async Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, GridBasis.Direct, time);
        await TakeAsync(reading, place => place.Length == 0 ? "intensity" : $"regional{place}", cancel).ConfigureAwait(false);
        return reading.Answer("that holds now");
    }

    /// <inheritdoc/>
    public async Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        var reading = new GridReading(this, zone, GridBasis.Direct, time);
        await TakeAsync(reading, place => $"{Root(place)}/{Written(now)}/{(horizon <= OneDay ? "fw24h" : "fw48h")}{place}", cancel).ConfigureAwait(false);
        return reading.Answer("to come", now, now + horizon);
    }

    /// <inheritdoc/>
    public async Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        var reading = new GridReading(this, zone, GridBasis.Direct, time);
        foreach ((DateTimeOffset from, DateTimeOffset to) in GridSpan.Parts(since, until, LongestRange))
        {
            if (!await TakeAsync(reading, place => $"{Root(place)}/{Written(from)}/{Written(to)}{place}", cancel).ConfigureAwait(false)) break;
        }

        return reading.Answer("for that time", since, until);
    }

    private static string Root(string place) => place.Length == 0 ? "intensity" : "regional/intensity";

    private static string Written(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>The end of a path for a zone: nothing for all of Great Britain; null where it is none of its zones.</summary>
    private static string? Place(string zone)
    {
        if (zone.Equals("GB", StringComparison.OrdinalIgnoreCase) || zone.Equals("UK", StringComparison.OrdinalIgnoreCase)) return "";
        if (int.TryParse(zone, NumberStyles.None, CultureInfo.InvariantCulture, out int region)) return region is >= 1 and <= Regions ? FormattableString.Invariant($"/regionid/{region}") : null;
        bool outward = zone.Length is >= 2 and <= 4 && char.IsAsciiLetter(zone[0]) && zone.Any(char.IsAsciiDigit) && zone.All(char.IsAsciiLetterOrDigit);
        return outward ? $"/postcode/{zone.ToUpperInvariant()}" : null;
    }

    private async Task<bool> TakeAsync(GridReading reading, Func<string, string> path, CancellationToken cancel)
    {
        if (Place(reading.Zone) is not { } place) return reading.Fail(GridProblems.NoZone(Name, reading.Zone));
        HttpAnswer answer = await http.GetAsync(path(place), reading.Zone, null, cancel).ConfigureAwait(false);
        if (!answer.TryGet(out JsonDocument? document, out Quantities.Note? problem)) return reading.Fail(problem);
        using (document) return Take(document.RootElement, reading);
    }

    /// <summary>Takes all half hours: they are in <c>data</c>, which is a list or one object, and for regions within a second <c>data</c>.</summary>
    private static bool Take(JsonElement element, GridReading reading)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().All(each => Take(each, reading));
        if (element.Field("data") is { } data) return Take(data, reading);
        if (element.Field("intensity") is not { } intensity) return reading.Malformed("there are no intensities");
        if (!GridTime.TryParse(element.Text("from"), out DateTimeOffset from) || !GridTime.TryParse(element.Text("to"), out DateTimeOffset to)) return reading.Malformed("a half hour has no time");
        return (intensity.Number("actual") ?? intensity.Number("forecast")) is not { } grams || reading.Take(from, to, grams, intensity.Number("actual") is null);
    }
}
