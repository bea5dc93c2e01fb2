using EcoCode.Agent.Local;
using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Agent.Tests.Local;

public sealed class TreeAccountTests
{
    private const long Second = 1_000_000_000;

    private readonly TreeAccount _account = new(10);

    [Fact]
    public void What_was_used_before_does_not_count()
    {
        Take(1, Process(10, 1, 5_000), Process(11, 10, 300));
        Take(2, Process(10, 1, 6_000), Process(11, 10, 500));
        Assert.Equal(1_200, TotalAt(2));
    }

    [Fact]
    public void Descendants_count_wherever_they_are_handed_on_to()
    {
        Take(1, Process(10, 1, 0));
        Take(2, Process(10, 1, 10), Process(11, 10, 20), Process(12, 11, 30));
        Take(3, Process(10, 1, 10), Ended(11, 10, 25), Process(12, 1, 40));
        Take(4, Process(10, 1, 10), Process(12, 1, 50));
        Assert.Equal(60, TotalAt(2));
        Assert.Equal(75, TotalAt(3));
        Assert.Equal(85, TotalAt(4));
    }

    [Fact]
    public void Strangers_do_not_count_nor_who_is_their_parent()
    {
        Take(1, Process(1, 0, 0), Process(9, 1, 0), Process(10, 9, 0));
        Take(2, Process(1, 0, 100), Process(9, 1, 100), Process(10, 9, 7), Process(13, 9, 100));
        Assert.Equal(7, TotalAt(2));
    }

    [Fact]
    public void A_pid_that_is_used_again_is_somebody_else()
    {
        Take(1, Process(10, 1, 0), Process(11, 10, 0));
        Take(2, Process(10, 1, 1), Ended(11, 10, 1));
        Take(3, Process(10, 1, 2), Process(11, 1, 500, started: 77));
        Assert.Equal(3, TotalAt(3));
        Assert.False(_account.IsOver);
        Take(4, Ended(10, 1, 2), Process(11, 1, 600, started: 77));
        Assert.True(_account.IsOver);
        Take(5, Process(10, 1, 900, started: 99));
        Assert.Equal(3, TotalAt(5));
    }

    [Fact]
    public void Who_joins_from_outside_counts_from_then_on()
    {
        Take(1, Process(10, 1, 0), Process(20, 1, 1_000));
        Take(2, Process(10, 1, 0), Process(20, 10, 1_500));
        Take(3, Process(10, 1, 0), Process(20, 10, 1_700));
        Assert.Equal(200, TotalAt(3));
    }

    [Fact]
    public void Between_two_snapshots_energy_goes_by_the_time()
    {
        Take(10, Process(10, 1, 0));
        Take(20, Process(10, 1, 1_000));
        Assert.True(_account.TryTotal(13 * Second, out TreeTotal total));
        Assert.Equal(300, total.Energy.Total.Microjoules);
        Assert.False(_account.TryTotal((20 * Second) + 1, out _));
        Assert.Equal(0, TotalAt(3));
    }

    [Fact]
    public void A_day_of_snapshots_takes_no_more_room_than_ten_minutes_and_keeps_the_begin()
    {
        for (int i = 1; i <= 5_000; i++) Take(i, Process(10, 1, i));
        Assert.Equal(Second, _account.Since);
        Assert.Equal(4_999, TotalAt(5_000));
        Assert.Equal(4_899, TotalAt(4_900));
    }

    private void Take(long second, params ProcessReading[] processes) => _account.Take(Made.Snapshot(processes), second * Second);

    private long TotalAt(long second)
    {
        Assert.True(_account.TryTotal(second * Second, out TreeTotal total));
        return total.Energy.Total.Microjoules;
    }

    private static ProcessReading Process(int pid, int parent, long microjoules, long started = 0) => Made.Process(pid, microjoules, 0, started: started) with { Parent = parent };

    private static ProcessReading Ended(int pid, int parent, long microjoules) => Process(pid, parent, microjoules) with { Ended = DateTimeOffset.UnixEpoch };
}
