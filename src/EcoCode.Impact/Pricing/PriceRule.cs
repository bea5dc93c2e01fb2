namespace EcoCode.Impact;

/// <summary>A price for certain times of certain days.</summary>
/// <param name="Days">A bit for each day on which it begins, Sunday the lowest.</param>
/// <param name="From">Begin, minutes after midnight.</param>
/// <param name="To">End, minutes after midnight; not after the begin where it is of the next day.</param>
/// <param name="PerKilowattHour">The price.</param>
internal readonly record struct PriceRule(int Days, int From, int To, decimal PerKilowattHour)
{
    public const int MinutesOfDay = 24 * 60;

    /// <summary>Whether it holds at a time of the wall clock. What runs past midnight belongs to the day on which it begins.</summary>
    public bool Fits(DateTime wall)
    {
        int minute = (wall.Hour * 60) + wall.Minute, today = (int)wall.DayOfWeek, yesterday = (today + 6) % 7;
        return From < To
            ? On(today) && minute >= From && minute < To
            : (On(today) && minute >= From) || (On(yesterday) && minute < To);
    }

    private bool On(int day) => (Days & (1 << day)) != 0;
}
