using System.Globalization;
using System.Text.Json;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Grids;

/// <summary>Zones and cloud regions, one line each.</summary>
public static class ZoneList
{
    /// <summary>Writes the table; nothing but an empty line where there are none.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<ZoneRow> zones, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(zones);
        ArgumentNullException.ThrowIfNull(style);
        var table = new Table(new("zone"), new("name", Least: 12), new("grid"), new("g/kWh", Figure: true), new("year", Figure: true));
        foreach (ZoneRow zone in zones)
        {
            string grams = zone.GPerKwh is { } known ? Scale.Digits(known) : "", year = zone.Year?.ToString(CultureInfo.InvariantCulture) ?? "";
            table.Add((zone.Code, Ink.Bold), (zone.Name, Ink.Plain), (zone.Grid ?? "", Ink.Dim), (grams, Ink.Plain), (year, Ink.Dim));
        }

        var page = new Page(style);
        table.Write(page, indent: 0);
        page.Write(writer);
    }

    /// <summary>Writes an array of objects; what is not known is <c>null</c>.</summary>
    public static void WriteJson(Stream utf8, IReadOnlyList<ZoneRow> zones)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(zones);
        using (var json = new Utf8JsonWriter(utf8, GridOutlookJson.Layout))
        {
            json.WriteStartArray();
            foreach (ZoneRow zone in zones)
            {
                json.WriteStartObject();
                json.WriteString("zone", zone.Code);
                json.WriteString("name", zone.Name);
                json.WriteString("grid", zone.Grid);
                if (zone.GPerKwh is { } grams) json.WriteNumber("g_per_kwh", grams);
                else json.WriteNull("g_per_kwh");
                if (zone.Year is { } year) json.WriteNumber("year", year);
                else json.WriteNull("year");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        utf8.Write("\n"u8);
    }
}
