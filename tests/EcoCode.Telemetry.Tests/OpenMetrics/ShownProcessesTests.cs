using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

public sealed class ShownProcessesTests
{
    [Fact]
    public void Those_of_most_power_are_shown_and_what_they_used_before_stays_with_the_others()
    {
        var processes = new ShownProcesses(2);
        ShownReading<ProcessReading> shown = processes.Take(Made.Snapshot(Made.Process(1, 500, 1), Made.Process(2, 600, 9), Made.Process(3, 700, 5)));
        Assert.Equal([2, 3], shown.Shown.Select(process => process.Reading.Key.Pid));
        Assert.Equal((1800, 0, 1.0), (shown.Others.Total.Microjoules, shown.Gone.Total.Microjoules, shown.OthersPower.Total.Watts));
        shown = processes.Take(Made.Snapshot(Made.Process(1, 510, 1), Made.Process(2, 690, 9), Made.Process(3, 750, 5)));
        Assert.Equal([90, 50], shown.Shown.Select(process => process.Energy.Total.Microjoules));
        Assert.Equal(1810, shown.Others.Total.Microjoules);
    }

    [Fact]
    public void Processes_of_like_power_do_not_take_turns()
    {
        var processes = new ShownProcesses(1);
        processes.Take(Made.Snapshot(Made.Process(1, 0, 5), Made.Process(2, 0, 4)));
        ShownReading<ProcessReading> shown = processes.Take(Made.Snapshot(Made.Process(1, 50, 4), Made.Process(2, 40, 7)));
        Assert.Equal(1, Assert.Single(shown.Shown).Reading.Key.Pid);
        shown = processes.Take(Made.Snapshot(Made.Process(1, 60, 1), Made.Process(2, 60, 7)));
        Assert.Equal(2, Assert.Single(shown.Shown).Reading.Key.Pid);
        Assert.Equal(60, shown.Gone.Total.Microjoules);
    }

    [Fact]
    public void A_pid_is_shown_once()
    {
        var processes = new ShownProcesses(5);
        processes.Take(Made.Snapshot(Made.Process(1, 10, 5, started: 1)));
        ShownReading<ProcessReading> shown = processes.Take(Made.Snapshot(Made.Process(1, 20, 0, started: 1) with { Ended = DateTimeOffset.UnixEpoch }, Made.Process(1, 7, 3, started: 2)));
        Assert.Equal(new ProcessKey(1, 2), Assert.Single(shown.Shown).Reading.Key);
        Assert.Equal((17, 10), (shown.Others.Total.Microjoules, shown.Gone.Total.Microjoules));
    }

    [Fact]
    public void Whatever_comes_and_goes_no_sum_falls_and_all_together_are_everything()
    {
        var population = new Population(seed: 11, life: 15);
        var list = new ShownProcesses(4);
        Energy others = default, gone = default;
        var last = new Dictionary<ProcessKey, Energy>();
        for (int tick = 0; tick < 500; tick++)
        {
            ShownReading<ProcessReading> shown = list.Take(population.Next());
            Assert.InRange(shown.Shown.Count, 0, 4);
            Assert.True(shown.Others.Total >= others && shown.Gone.Total >= gone, $"tick {tick}");
            (others, gone) = (shown.Others.Total, shown.Gone.Total);
            Assert.Equal(population.Used, shown.Shown.Aggregate(others + gone, (sum, process) => sum + process.Energy.Total).Microjoules);
            foreach (Shown<ProcessReading> process in shown.Shown)
            {
                if (last.TryGetValue(process.Reading.Key, out Energy before)) Assert.True(process.Energy.Total >= before || process.Energy.Total == Energy.Zero);
            }

            last = shown.Shown.ToDictionary(process => process.Reading.Key, process => process.Energy.Total);
        }
    }
}
