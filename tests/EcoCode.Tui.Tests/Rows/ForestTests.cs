using EcoCode.Metering.Snapshots;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Tests.Scenes;

namespace EcoCode.Tui.Tests.Rows;

public sealed class ForestTests
{
    [Fact]
    public void Roots_sum_to_the_machine_at_every_second()
    {
        var scene = Scene.Server();
        Forest forest = Forest.Empty;
        foreach (MachineSnapshot snapshot in scene.Until(330))
        {
            forest = Forest.Of(snapshot, forest, null, OnScreen.Rates);
            Assert.Equal(snapshot.Energy, Sum(forest.Roots));
            Assert.Equal(snapshot.Power.Total.Watts, forest.Roots.Sum(root => root.Watts), 6);
        }
    }

    [Fact]
    public void Every_row_with_children_is_their_sum()
    {
        Forest forest = Scene.Server().After(100).Forest;
        foreach (Row row in forest.All.Where(row => row.Children is not null))
        {
            Assert.Equal(row.Split, Sum(row.Children!));
            Assert.Equal(row.Watts, row.Children!.Sum(child => child.Watts), 6);
            Assert.Equal(row.Processes, row.Children!.Sum(child => child.Processes));
        }

        // Python draws 312 + 36 + 5, its workers 3 × 4, wandb 0.4; all of it but the memory's 5 follows its own sawtooth within 15 %.
        Row python = forest.All.Single(row => row.Id.Kind == RowKind.Process && row.Pid == 4242);
        Assert.InRange(python.Watts, (0.85 * 360.4) + 5, (1.15 * 360.4) + 5);
        Assert.Equal(5, python.Processes);
    }

    [Fact]
    public void Totals_that_were_set_back_sum_to_what_came_since_even_of_who_ended()
    {
        var scene = Scene.Server();
        MachineSnapshot since = scene.Until(280).Last();
        Forest forest = Forest.Empty;
        foreach (MachineSnapshot snapshot in scene.Until(330))
        {
            forest = Forest.Of(snapshot, forest, since, OnScreen.Rates);
            Assert.Equal(snapshot.Energy - since.Energy, Sum(forest.Roots));
        }

        // The compiler ended at second 290 and left the list at 320: 9 s at 12 W, give or take its sawtooth.
        Assert.InRange(forest.Roots.Single(root => root.Id.Kind == RowKind.Gone).Energy.Joules, 9 * 12 * 0.85, 9 * 12 * 1.15);
    }

    [Fact]
    public void Children_of_one_name_are_a_group_that_is_folded_at_first()
    {
        Model model = Scene.Server().After(10);
        Line group = model.Table.Lines.Single(line => line.Row.Command == "pt_data_worker ×3");
        Assert.Equal(Fold.Closed, group.Fold);
        Assert.DoesNotContain(model.Table.Lines, line => line.Row.Command == "pt_data_worker");
    }

    [Fact]
    public void Who_got_a_pid_again_is_no_parent_of_who_is_older()
    {
        var scene = new Scene(new SceneProcess(500, 900, "older", "a"), new SceneProcess(900, 500, "younger", "a"));
        Forest forest = Forest.Of(scene.Next(), Forest.Empty, null, OnScreen.Rates);
        Assert.Equal([500], forest.Roots.Where(root => root.Id.Kind == RowKind.Process).Select(root => root.Pid));
        Assert.Equal(2, forest.All.Count(row => row.Id.Kind == RowKind.Process));
    }

    [Fact]
    public void A_chain_of_thousands_is_no_crash()
    {
        var scene = new Scene(Enumerable.Range(1, 5000).Select(pid => new SceneProcess(pid, pid - 1, "fork", "a") { CpuWatts = 0.001 }));
        Model model = scene.After(2).Act(Act.UnfoldAll);
        Assert.InRange(model.Table.Lines.Count, 100, 1000);
    }

    [Fact]
    public void The_trend_of_a_minute_has_the_energy_of_a_minute()
    {
        var scene = new Scene(new SceneProcess(7, 0, "steady", "a") { DramWatts = 10 });
        Model model = scene.After(120);
        Row row = model.Forest.All.Single(row => row.Pid == 7);
        for (int step = 0; step < Trend.Length; step++) Assert.Equal(10, model.Forest.Clock.Watts(in row.Trend, step), 3);
        Assert.Equal(10, row.Recent, 3);
    }

    private static EnergySplit Sum(List<Row> rows) => rows.Aggregate(default(EnergySplit), (sum, row) => sum + row.Split);
}
