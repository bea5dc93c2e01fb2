using EcoCode.Metering.Windows;

namespace EcoCode.Metering.Tests.Windows;

/// <summary>Totals of hours in a memory that does not grow; ten units of time are a second.</summary>
public sealed class RunningTotalsTests
{
    private const int Second = 10;
    private const int Hour = 3600 * Second;

    private readonly RunningTotals _totals = new(Second);

    [Fact]
    public void Before_the_first_settlement_all_is_zero()
    {
        _totals.Begin(5);
        Assert.Equal([0, 0], Read(5, 2));
        Assert.Equal((5, 5), (_totals.Start, _totals.Last));
    }

    [Fact]
    public void What_grows_evenly_is_exact_at_every_moment_however_long_ago()
    {
        const int begin = 1000;
        _totals.Begin(begin);
        for (int at = 1; at <= 3 * Hour; at++) _totals.Add(begin + at, [3 * at, 7 * at]);
        for (int at = 0; at <= 3 * Hour; at++) Assert.Equal([3 * at, 7 * at], Read(begin + at, 2));
        Assert.Equal([0, 0], Read(0, 2));
        Assert.Equal([9 * Hour, 21 * Hour], Read(10 * Hour, 2));
    }

    [Fact]
    public void The_past_is_known_to_a_thirtieth_of_itself_and_the_last_seconds_to_every_settlement()
    {
        _totals.Begin(0);
        for (long at = 1; at <= Hour; at++)
        {
            _totals.Add(at, [at * at]);
            if (at % 997 != 0) continue;

            // Of a square the straight line over a gap is off by at most a quarter of the gap's.
            long gap = Math.Max(Second, at / 30) + 1;
            for (long then = 0; then <= at; then += 7) Assert.InRange(Read(then, 1)[0] - (then * then), 0, gap * gap / 4);
            for (long then = Math.Max(0, at - 63); then <= at; then++) Assert.Equal(then * then, Read(then, 1)[0]);
        }
    }

    [Fact]
    public void Whoever_asks_for_more_has_every_settlement_of_that_many()
    {
        _totals.Begin(0);
        _totals.Keep(3000);
        for (long at = 1; at <= 3000; at++) _totals.Add(at, [at * at]);
        for (long at = 0; at <= 3000; at++) Assert.Equal(at * at, Read(at, 1)[0]);
    }

    [Fact]
    public void A_column_that_comes_later_was_zero_until_then()
    {
        _totals.Begin(0);
        for (int at = 1; at <= 1000; at++) _totals.Add(at, at < 970 ? [at] : [at, 2 * (at - 969)]);
        Assert.Equal([300, 0], Read(300, 2));
        Assert.Equal([969, 0], Read(969, 2));
        Assert.Equal([1000, 62], Read(1000, 2));
    }

    [Fact]
    public void Beginning_anew_forgets_all()
    {
        _totals.Begin(0);
        for (int at = 1; at <= 1000; at++) _totals.Add(at, [at]);
        _totals.Begin(1000);
        Assert.Equal((1000, 1000), (_totals.Start, _totals.Last));
        Assert.Equal([0], Read(1000, 1));
        _totals.Add(1010, [5]);
        Assert.Equal([0], Read(500, 1));
        Assert.Equal([4], Read(1008, 1));
    }

    private long[] Read(long at, int columns)
    {
        long[] into = [.. Enumerable.Repeat(-1L, columns)];
        _totals.Read(at, into);
        return into;
    }
}
