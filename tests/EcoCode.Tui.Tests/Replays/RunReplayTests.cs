using EcoCode.Goldens;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Replays;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Tests.Scenes;

namespace EcoCode.Tui.Tests.Replays;

public sealed class RunReplayTests
{
    [Theory]
    [InlineData(120, 36, false, "run-120x36.txt")]
    [InlineData(80, 24, false, "run-80x24.txt")]
    [InlineData(80, 24, true, "run-80x24-ascii.txt")]
    public void A_recorded_run_looks_so(int width, int height, bool ascii, string golden)
        => Golden.Matches($"dashboard/{golden}", OnScreen.Screen(RunReplay.Of(Course(), TimeZoneInfo.Utc) with { Size = new(width, height) }, ascii));

    [Fact]
    public void Rows_of_a_run_sum_to_its_total()
    {
        StoredRun run = Course();
        Model model = RunReplay.Of(run, TimeZoneInfo.Utc);
        Energy rows = model.Forest.Roots.Aggregate(Energy.Zero, (sum, row) => sum + row.Energy);
        Assert.Equal(run.Record.Processes.Aggregate(Energy.Zero, (sum, process) => sum + process.EnergyJ), rows);
        Assert.DoesNotContain(model.Table.Lines, line => line.Row.Id.Kind is RowKind.Own or RowKind.Rest);
    }

    [Fact]
    public void A_run_of_a_day_keeps_all_its_energy_in_fewer_moments()
    {
        StoredRun day = Course() with { Samples = [.. Enumerable.Range(0, 86_400).Select(second => new RunSample(second, 1, [Energy.FromJoules(100), Energy.FromJoules(50)]))] };
        Model model = RunReplay.Of(day, TimeZoneInfo.Utc);
        Assert.InRange(model.History.Count, 1000, 5504);
        Assert.Equal(86_400 * 150.0, Enumerable.Range(0, model.History.Count).Sum(i => model.History[i].TotalWatts * model.History[i].Span.TotalSeconds), 3);
    }

    [Fact]
    public void A_run_without_samples_is_shown_without_a_course()
        => Assert.Equal(0, RunReplay.Of(StoredRuns.Vm, TimeZoneInfo.Utc).History.Count);

    /// <summary>The training run with a sample of every second, which together are as long as it.</summary>
    private static StoredRun Course()
    {
        StoredRun run = StoredRuns.Gpu;
        int seconds = (int)run.Record.Run.DurationS;
        return run with
        {
            Samples =
            [
                .. Enumerable.Range(0, seconds).Select(second => new RunSample(second, 1,
                    [Energy.FromJoules(500 + (Math.Abs((second % 120) - 60) * 2)), Energy.FromJoules(80), Energy.FromJoules(12), Energy.FromJoules(60)])),
            ],
        };
    }
}
