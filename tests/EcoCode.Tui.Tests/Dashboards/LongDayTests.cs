using EcoCode.Metering.Snapshots;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Past;
using EcoCode.Tui.Tests.Scenes;

namespace EcoCode.Tui.Tests.Dashboards;

/// <summary>What a day and a thousand processes cost. By itself: what other tests hold meanwhile would count.</summary>
[CollectionDefinition(nameof(LongDayTests), DisableParallelization = true)]
[Collection(nameof(LongDayTests))]
public sealed class LongDayTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_day_of_seconds_leaves_an_hour_of_moments_and_no_more_memory_than_an_hour()
    {
        var scene = new Scene(Enumerable.Range(1, 20).Select(pid => new SceneProcess(pid, pid / 2, $"p{pid}", "u") { CpuWatts = 1 }));
        Model model = scene.After(2 * 3600);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        model = scene.After(24 * 3600, model);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(model.History.Count, 3600, PowerHistory.BlockLength * PowerHistory.MostBlocks);
        Assert.True(model.History[0].End >= TimeSpan.FromHours(24) - (2 * Hour));
        Assert.InRange(after - before, long.MinValue, 200_000);
        GC.KeepAlive(model);
    }

    [Fact]
    public void Twenty_snapshots_a_second_make_one_moment_a_second()
    {
        var scene = new Scene(new SceneProcess(1, 0, "p", "u") { DramWatts = 5 }) { Interval = 0.05 };
        Model model = scene.After(20 * 60);
        Assert.InRange(model.History.Count, 59, 64);
        Assert.All(Enumerable.Range(1, 58), i => Assert.Equal(5 + 0.3 + 7 + 2.7 + 61, model.History[i].TotalWatts, 6));
    }

    [Fact]
    public void A_frame_of_five_thousand_rows_allocates_no_more_than_one_of_fifty()
    {
        long few = FrameBytes(50), many = FrameBytes(5000);
        Assert.InRange(many, 0, few + 20_000);
        Assert.InRange(many, 0, 120_000);
    }

    [Fact]
    public void Processes_that_come_and_go_leave_nothing_behind()
    {
        var scene = new Scene(Enumerable.Range(1, 2000).Select(pid => new SceneProcess(pid, 0, $"p{pid}", "u") { CpuWatts = 1, StartsAt = pid, EndsAt = pid + 2 }));
        Model model = OnScreen.Empty();
        foreach (MachineSnapshot snapshot in scene.Until(1500))
        {
            model = Update.Of(model, new Message.Sampled(snapshot, [])).Next;
            if (snapshot.Number % 3 == 0) model = model.Act(Act.Tag).Act(Act.Fold);
        }

        Assert.InRange(model.Forest.All.Count, 1, 40);
        Assert.InRange(model.Tagged.Count + model.Settings.Toggled.Count, 0, 80);
    }

    private static long FrameBytes(int processes)
    {
        var scene = new Scene(Enumerable.Range(1, processes).Select(pid => new SceneProcess(pid, pid / 3, $"process-{pid}", "user") { CpuWatts = 0.01 * (pid % 17) }));
        Model model = scene.After(60, OnScreen.Empty(200, 60));
        var screen = new CellBuffer(200, 60);
        EcoCode.Tui.View.Screen.Draw(model, screen);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) EcoCode.Tui.View.Screen.Draw(model, screen);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
    }
}
