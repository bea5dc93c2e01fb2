using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>What a grid is likely to do by what it did: for each hour of the week its mean over the past.</summary>
/// <remarks>Hours are those of UTC, so that a change of the clock shifts nothing; where an hour of the week was never seen, the mean of that hour of any day stands for it.</remarks>
public static class PastShape
{
    private const int HoursPerDay = 24, HoursPerWeek = 7 * HoursPerDay;

    /// <summary>The days that are worth looking at: four of each weekday, and not yet another season.</summary>
    public static TimeSpan Span { get; } = TimeSpan.FromDays(28);

    /// <summary>A series over the time to come, of whole hours; an hour of which nothing is known is a gap.</summary>
    /// <param name="past">What was.</param>
    /// <param name="from">The begin.</param>
    /// <param name="until">The end.</param>
    public static GridSeries Continue(GridSeries past, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(past);
        var ofWeek = new (double Sum, double Ticks)[HoursPerWeek];
        var ofDay = new (double Sum, double Ticks)[HoursPerDay];
        foreach (GridPoint point in past.Points)
        {
            for (DateTimeOffset at = point.From, next; at < point.To; at = next)
            {
                next = HourOf(at).AddHours(1);
                double ticks = ((next < point.To ? next : point.To) - at).Ticks;
                int hour = HourOfWeek(at);
                Add(ref ofWeek[hour], point.Intensity, ticks);
                Add(ref ofDay[hour % HoursPerDay], point.Intensity, ticks);
            }
        }

        var points = new List<GridPoint>();
        for (DateTimeOffset hour = HourOf(from); hour < until; hour = hour.AddHours(1))
        {
            int index = HourOfWeek(hour);
            (double sum, double ticks) = ofWeek[index].Ticks > 0 ? ofWeek[index] : ofDay[index % HoursPerDay];
            if (ticks > 0) points.Add(new(hour, hour.AddHours(1), new CarbonIntensity(sum / ticks), Estimated: true));
        }

        return new GridSeries(points) { Zone = past.Zone, Provider = past.Provider, Kind = past.Kind, Basis = past.Basis, Retrieved = past.Retrieved };
    }

    private static void Add(ref (double Sum, double Ticks) hour, CarbonIntensity intensity, double ticks)
        => hour = (hour.Sum + (intensity.GramsPerKilowattHour * ticks), hour.Ticks + ticks);

    private static DateTimeOffset HourOf(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static int HourOfWeek(DateTimeOffset instant) => ((int)instant.UtcDateTime.DayOfWeek * HoursPerDay) + instant.UtcDateTime.Hour;
}
