using System.Globalization;

namespace EcoCode.Impact.Live;

/// <summary>Instants as grid data write them: ISO 8601, UTC where no offset is given.</summary>
internal static class GridTime
{
    private const int Shortest = 16;

    /// <summary>Beyond them a step could lead out of the range of instants.</summary>
    private const int FirstYear = 1900, LastYear = 2200;

    /// <summary>Reads an instant with at least its minute, such as <c>2026-11-21T12:00Z</c>.</summary>
    internal static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        return text is { Length: >= Shortest } && text[4] == '-' && text[7] == '-' && text[10] is 'T' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
            && instant.Year is >= FirstYear and <= LastYear;
    }

    /// <summary>As Electricity Maps, WattTime and the Carbon Aware SDK take it.</summary>
    internal static string Written(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
