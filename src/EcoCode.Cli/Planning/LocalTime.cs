using System.Globalization;
using EcoCode.Cli.Verbs;

namespace EcoCode.Cli.Planning;

/// <summary>Times to come as they are typed: <c>18:00</c>, <c>tomorrow 06:00</c>, <c>2026-11-22T06:00</c>, <c>+12h</c>; without an offset by the wall clock of a time zone.</summary>
internal static class LocalTime
{
    private static readonly string[] OfDay = ["H:mm", "HH:mm", "HH:mm:ss"];
    private static readonly string[] OfDate = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Reads one.</summary>
    /// <param name="text">As typed. A time of day alone is the next one.</param>
    /// <param name="now">The time it is.</param>
    /// <param name="zone">Whose wall clock it is.</param>
    /// <param name="instant">The instant, with the offset that holds there then.</param>
    internal static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        string typed = text.Trim();
        instant = default;
        if (typed.StartsWith('+'))
        {
            bool isDuration = Durations.TryParse(typed[1..], out TimeSpan wait) && wait > TimeSpan.Zero && char.IsAsciiLetter(typed[^1]);
            if (isDuration) instant = In(now + wait, zone);
            return isDuration;
        }

        DateTime today = TimeZoneInfo.ConvertTime(now, zone).Date;
        (string? day, string rest) = typed.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, var second] && first is "today" or "tomorrow"
            ? (typed.Split(' ')[0], typed[typed.IndexOf(' ', StringComparison.Ordinal)..].Trim()) : (null, typed);
        if (DateTime.TryParseExact(rest, OfDay, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime time))
        {
            instant = Instant(today.AddDays(day == "tomorrow" ? 1 : 0) + time.TimeOfDay, now, zone);
            if (day is null && instant <= now) instant = Instant(today.AddDays(1) + time.TimeOfDay, now, zone);
            return true;
        }

        if (day is not null) return false;
        if (DateTime.TryParseExact(typed, OfDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime wall))
        {
            instant = Instant(wall, now, zone);
            return true;
        }

        return typed.Length >= "2026-11-22T06:00Z".Length && char.IsAsciiDigit(typed[0])
            && DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant) && (instant = In(instant, zone)) != default;
    }

    /// <summary>An instant with the offset of a time zone.</summary>
    internal static DateTimeOffset In(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>When a wall clock shows a time: the first time that is not over, where a change of the clock makes it show it twice; where it leaves it out, what it would be without the change.</summary>
    private static DateTimeOffset Instant(DateTime wall, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(wall))
        {
            DateTimeOffset[] both = [.. zone.GetAmbiguousTimeOffsets(wall).Select(offset => new DateTimeOffset(wall, offset)).Order()];
            return both[0] > now ? both[0] : both[^1];
        }

        return In(new DateTimeOffset(wall, zone.GetUtcOffset(wall)), zone);
    }
}
