using EcoCode.Goldens;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Report.Tests;

public sealed class RunListTests
{
    private static readonly RunRow Trained = new()
    {
        Id = "r-8c41", Name = "resnet-b256", Project = "vision", Host = "gpu-07", Kind = "run", State = RunState.Finished,
        Started = new DateTimeOffset(2026, 8, 22, 13, 54, 19, TimeSpan.FromHours(2)), DurationS = 761, ExitCode = 0,
        EnergyJ = Energy.FromMicrojoules(521_400_000_001), Co2eG = 49.8, Cost = new(0.0448983m, "EUR", 0.31m, "./ecocode.json"),
        Tags = new Dictionary<string, string> { ["batch"] = "256" },
    };

    private static readonly RunRow[] Runs =
    [
        Trained,
        Trained with { Id = "r-0001aabb", Name = "\u001b[31mred\nline " + new string('x', 60), Project = null, Tags = new Dictionary<string, string>(), State = RunState.Interrupted, ExitCode = null },
        Trained with { Id = "r-0002", Name = "日本語", Signal = "SIGKILL", ExitCode = null, DurationS = 3, EnergyJ = Energy.FromMicrojoules(12), Cost = null },
        Trained with { Id = "r-0003", State = RunState.Running, ExitCode = null },
        Trained with { Id = "r-0004", Kind = "monitor", ExitCode = null },
    ];

    [Fact]
    public void Runs_are_listed_so() => Golden.Matches("runs/list.txt", Text(Runs, new() { Width = 120 }));

    [Fact]
    public void Eighty_columns_are_filled_so() => Golden.Matches("runs/list-80.txt", Text(Runs, new() { Width = 80, Unicode = false }));

    [Theory]
    [InlineData(78)]
    [InlineData(90)]
    [InlineData(94)]
    [InlineData(104)]
    [InlineData(116)]
    public void How_a_run_ended_is_told_at_every_width(int width)
    {
        string[] lines = Text(Runs, new() { Width = width, Unicode = false }).Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Contains("interrupted", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_runs_nothing_is_listed() => Assert.Equal("\n", Text([], new()));

    private static string Text(IReadOnlyList<RunRow> runs, SummaryStyle style)
    {
        using var writer = new StringWriter();
        RunList.Write(writer, runs, style);
        return writer.ToString();
    }
}
