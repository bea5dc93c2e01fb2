using System.Text.Json;
using EcoCode.Report.Grids;

namespace EcoCode.Report.Plans;

/// <summary>Forecasts in the form that the WebAPI of the Carbon Aware SDK answers with, so that what reads its answers can read ours.</summary>
public static class ForecastJson
{
    /// <summary>Writes an array, an object for each zone.</summary>
    public static void Write(Stream utf8, IReadOnlyList<ForecastAnswer> forecasts)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(forecasts);
        using (var json = new Utf8JsonWriter(utf8, GridOutlookJson.Layout))
        {
            json.WriteStartArray();
            foreach (ForecastAnswer forecast in forecasts)
            {
                json.WriteStartObject();
                json.WriteString("generatedAt", forecast.Generated);
                json.WriteString("requestedAt", forecast.Requested);
                json.WriteString("location", forecast.Zone);
                json.WriteString("dataStartAt", forecast.From);
                json.WriteString("dataEndAt", forecast.To);
                json.WriteNumber("windowSize", (int)forecast.Window.TotalMinutes);
                Write(json, "optimalDataPoints", forecast.Zone, forecast.Best);
                Write(json, "forecastData", forecast.Zone, forecast.Windows);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        utf8.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, string name, string zone, IReadOnlyList<GridReading> points)
    {
        json.WriteStartArray(name);
        foreach (GridReading point in points)
        {
            json.WriteStartObject();
            json.WriteString("location", zone);
            json.WriteString("timestamp", point.From);
            json.WriteNumber("duration", (int)(point.To - point.From).TotalMinutes);
            json.WriteNumber("value", point.GPerKwh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
