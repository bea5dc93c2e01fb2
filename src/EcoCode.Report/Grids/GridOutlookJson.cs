using System.Text.Encodings.Web;
using System.Text.Json;

namespace EcoCode.Report.Grids;

/// <summary>What is known of a grid, as one JSON object.</summary>
public static class GridOutlookJson
{
    private const string Schema = "ecocode.grid/1";

    internal static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it; what is not known is <c>null</c>.</summary>
    public static void Write(Stream utf8, GridOutlook outlook)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(outlook);
        using (var json = new Utf8JsonWriter(utf8, Layout))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("zone", outlook.Zone);
            json.WriteString("name", outlook.Name);
            json.WriteString("at", outlook.Now);
            json.WritePropertyName("now");
            if (outlook.Latest is { } latest) Write(json, latest);
            else json.WriteNullValue();
            GridParts.Write(json, "now_source", outlook.LatestSource);
            json.WriteStartArray("ahead");
            foreach (GridReading reading in outlook.Ahead) Write(json, reading);
            json.WriteEndArray();
            GridParts.Write(json, "ahead_source", outlook.AheadSource);
            Write(json, outlook.Year);
            GridParts.Write(json, outlook.Notes);
            json.WriteEndObject();
        }

        utf8.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, GridReading reading)
    {
        json.WriteStartObject();
        json.WriteString("from", reading.From);
        json.WriteString("to", reading.To);
        json.WriteNumber("g_per_kwh", reading.GPerKwh);
        json.WriteBoolean("estimated", reading.Estimated);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GridYear? year)
    {
        if (year is null)
        {
            json.WriteNull("year");
            return;
        }

        json.WriteStartObject("year");
        json.WriteString("zone", year.Zone);
        json.WriteNumber("g_per_kwh", year.GPerKwh);
        json.WriteString("basis", year.Basis);
        json.WriteNumber("year", year.Year);
        json.WriteString("source", year.Source);
        json.WriteEndObject();
    }
}
