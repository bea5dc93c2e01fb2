using System.Globalization;

namespace EcoCode.Impact;

/// <summary>Days and times of the clock, as people write them: <c>mon-fri</c>, <c>sat,sun</c>, <c>22:00</c>.</summary>
internal static class RuleText
{
    public const int EveryDay = 0b111_1111;

    private const int ShortestName = 3;

    private static readonly string[] Names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>A bit for each day, Sunday the lowest. A range may run over the end of the week: <c>sat-mon</c>.</summary>
    public static bool TryDays(string text, out int days)
    {
        days = 0;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split('-', StringSplitOptions.TrimEntries);
            int first = Day(ends[0]), last = Day(ends[^1]);
            if (ends.Length > 2 || first < 0 || last < 0) return false;
            for (int day = first; ; day = (day + 1) % Names.Length)
            {
                days |= 1 << day;
                if (day == last) break;
            }
        }

        return true;
    }

    /// <summary>Minutes after midnight, 0 to 1440.</summary>
    public static bool TryTime(string text, out int minutes)
    {
        minutes = 0;
        string[] parts = text.Split(':');
        if (parts.Length != 2 || parts[1].Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int hour)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minute)
            || minute > 59 || hour > 24)
        {
            return false;
        }

        minutes = (hour * 60) + minute;
        return minutes <= PriceRule.MinutesOfDay;
    }

    private static int Day(string name)
        => name.Length < ShortestName ? -1 : Array.FindIndex(Names, whole => whole.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
