using System.Globalization;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Grids;

/// <summary>Times of day, and where figures come from, in words.</summary>
internal static class GridWords
{
    /// <summary>With its date: <c>2026-11-22 03:00</c>.</summary>
    internal static string Full(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The time of day, with the date where it is another day than today.</summary>
    internal static string Clock(DateTimeOffset instant, DateTimeOffset now)
        => instant.Date == now.Date ? instant.ToString("HH:mm", CultureInfo.InvariantCulture) : Full(instant);

    /// <summary>For example <c>electricity-maps for DE: forecast, average, lifecycle</c>.</summary>
    internal static string Origin(GridSource source)
    {
        string by = source.By switch { "past" => "means of past weeks", "year" => "mean of a year", _ => "forecast" };
        return $"{PlainText.Clean(source.Provider)} for {source.Zone}: {by}, {source.Kind}, {source.Basis}";
    }
}
