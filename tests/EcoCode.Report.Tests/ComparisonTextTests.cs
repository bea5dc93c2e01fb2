using EcoCode.Goldens;
using EcoCode.Ledger;
using EcoCode.Ledger.Comparison;
using EcoCode.Ledger.Repetition;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;

namespace EcoCode.Report.Tests;

public sealed class ComparisonTextTests
{
    private static readonly SummaryStyle Coloured = new() { Color = true };

    [Fact]
    public void Runs_are_compared_so()
        => Golden.Matches("compare/runs.txt", Text(writer => ComparisonText.Write(writer, RunComparison.Of(GpuRun.Record, [Halved, VmRun.Record]), new())));

    [Fact]
    public void A_cost_is_shown_as_everywhere_however_small()
    {
        RunRecord cheap = GpuRun.Record with { Impact = GpuRun.Record.Impact with { Cost = GpuRun.Record.Impact.Cost! with { Amount = 0.0000000000524m } } };
        string cost = Text(writer => ComparisonText.Write(writer, RunComparison.Of(cheap, [cheap]), new())).Split('\n').Single(line => line.Contains(" cost ", StringComparison.Ordinal));
        Assert.Contains("<0.000001 EUR", cost, StringComparison.Ordinal);
    }

    [Fact]
    public void Colour_marks_only_what_is_beyond_the_bands()
    {
        string[] lines = Text(writer => ComparisonText.Write(writer, RunComparison.Of(GpuRun.Record, [Halved, OddRuns.Hostile]), Coloured)).Split('\n');
        Assert.Contains(lines, line => line.Contains("\u001b[32mless", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.Contains("not to be told apart", StringComparison.Ordinal)), line => Assert.DoesNotContain("\u001b[3", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Repeated_commands_are_summed_up_so()
    {
        RepeatedRuns runs = RepeatedRuns.Of([Command("make -j1", 100, 102, 98, 160), Command("make -j2", 80, 81, 79, 80), Command("make -j4", 100, 101, 99, 103)], interrupted: true);
        Golden.Matches("compare/repeated.txt", Text(writer => RepetitionText.Write(writer, runs, new())));
    }

    private static RunRecord Halved => GpuRun.Record with
    {
        Run = GpuRun.Record.Run with { Id = "r-9f00", Name = "resnet-b512", DurationS = 700 },
        Total = GpuRun.Record.Total with { EnergyJ = Energy.FromMicrojoules(319_900_000_001), MeanPowerW = 457 },
        Components = [GpuRun.Record.Components[0] with { EnergyJ = Energy.FromMicrojoules(201_500_000_000) }, .. GpuRun.Record.Components.Skip(1).Take(2)],
        Phases = [.. GpuRun.Record.Phases.Take(2), new("epoch X", 515, 600, Energy.FromMicrojoules(99_000_000_000))],
    };

    private static RepeatedCommand Command(string label, params double[] joules)
        => RepeatedCommand.Of(label, [.. joules.Select((value, i) => VmRun.Record with
        {
            Run = VmRun.Record.Run with { Id = $"r-000{i}" },
            Total = VmRun.Record.Total with { EnergyJ = Energy.FromJoules(value), BandJ = value * 0.4 },
        })]);

    private static string Text(Action<TextWriter> write)
    {
        using var writer = new StringWriter();
        write(writer);
        return writer.ToString();
    }
}
