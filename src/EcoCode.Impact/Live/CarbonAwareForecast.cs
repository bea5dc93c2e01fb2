using System.Text.Json;

namespace EcoCode.Impact.Live;

/// <summary>A forecast as the Carbon Aware SDK answers with it, kept in a file: an object, or a list of them, with <c>location</c> and <c>forecastData</c>.</summary>
internal static class CarbonAwareForecast
{
    private const string Points = "forecastData";

    /// <summary>Whether a document is one.</summary>
    internal static bool Is(JsonElement root) => Forecasts(root).Any(forecast => forecast.Field(Points) is { ValueKind: JsonValueKind.Array });

    /// <summary>Reads the points of a zone.</summary>
    /// <returns>What is wrong, or null.</returns>
    internal static string? Read(JsonElement root, string zone, GridDraft draft)
    {
        foreach (JsonElement forecast in Forecasts(root))
        {
            if (!IsOf(zone, forecast.Text("location"))) continue;
            DateTimeOffset? end = null;
            foreach (JsonElement point in forecast.List(Points))
            {
                if (!GridTime.TryParse(point.Text("timestamp"), out DateTimeOffset from)) return "a point has no `timestamp`, such as `2026-11-21T12:00:00+00:00`";
                if (point.Number("value") is not { } grams) return $"the point of {GridTime.Written(from)} has no `value`";
                if (point.Number("duration") is not (> 0 and <= 1440 and var minutes)) return $"the point of {GridTime.Written(from)} has no `duration` in minutes";
                if (from < end) return $"the points of {GridTime.Written(from)} and before overlap: they are means over a `windowSize`; ask the Carbon Aware SDK without it";
                end = from.AddMinutes(minutes);
                if (draft.Take(from, end, grams, estimated: true) is { } fault) return fault;
            }
        }

        return null;
    }

    private static JsonElement[] Forecasts(JsonElement root) => root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];

    /// <summary>The SDK calls cloud regions as their providers do, without the provider.</summary>
    private static bool IsOf(string zone, string location)
        => location.Equals(zone, StringComparison.OrdinalIgnoreCase) || location.Equals(zone[(zone.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparison.OrdinalIgnoreCase);
}
