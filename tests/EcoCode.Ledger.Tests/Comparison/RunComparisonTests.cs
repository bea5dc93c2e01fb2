using EcoCode.Ledger.Comparison;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Comparison;

public sealed class RunComparisonTests
{
    private static readonly RunRecord Reference = GpuRun.Record;

    [Fact]
    public void A_run_can_not_be_told_apart_from_itself()
    {
        ComparedRun same = Compare(Reference);
        Assert.All([.. same.Totals, .. same.Components, .. same.Phases, .. same.Processes], difference => Assert.Equal((Verdict.NotToldApart, 0.0), (difference.Verdict, difference.Change)));
        Assert.Empty(same.Cautions);
        Assert.Equal(["energy_j", "duration_s", "mean_power_w", "co2e_g", "cost"], same.Totals.Select(total => total.Name));
    }

    [Fact]
    public void One_grid_figure_that_was_asked_for_twice_is_no_difference()
    {
        RunGrid Asked(int minute) => new("DE", 330, "lifecycle", "neso", 2026)
        {
            Parts = [new("neso", true, "DE", 330, "lifecycle", 1, 0, new DateTimeOffset(2026, 8, 22, 14, minute, 0, TimeSpan.Zero), null)],
        };
        RunRecord first = Reference with { Impact = Reference.Impact with { Grid = Asked(0) } }, second = Reference with { Impact = Reference.Impact with { Grid = Asked(5) } };
        Assert.Empty(RunComparison.Of(first, [second]).Others[0].Cautions);
    }

    [Fact]
    public void The_same_intensity_of_another_source_is_another_figure()
        => Assert.Single(Compare(Reference with { Impact = Reference.Impact with { Grid = Reference.Impact.Grid with { Source = "another" } } }).Cautions);

    [Theory]
    [InlineData(100, 10, 119, 10, Verdict.NotToldApart)]
    [InlineData(100, 10, 121, 10, Verdict.More)]
    [InlineData(100, 10, 79, 10, Verdict.Less)]
    [InlineData(100, 10, 120, 10, Verdict.NotToldApart)]
    [InlineData(100, double.NaN, 500, 10, Verdict.NotToldApart)]
    [InlineData(100, 0, 100, 0, Verdict.NotToldApart)]
    public void A_difference_is_one_where_the_intervals_keep_apart(double reference, double referenceBand, double value, double band, Verdict verdict)
        => Assert.Equal(verdict, new Difference { Name = "x", Reference = reference, ReferenceBand = referenceBand, Value = value, ValueBand = band }.Verdict);

    [Fact]
    public void What_is_in_one_only_is_not_taken_for_zero_in_the_other()
    {
        ComparedRun other = Compare(Reference with { Components = [.. Reference.Components.Skip(1), GpuRun.Part("gpu", "1", 5_000_000, "measured", "nvml-energy", null, 1)] });
        Difference gone = other.Components.Single(part => part.Name == "gpu 0"), come = other.Components.Single(part => part.Name == "gpu 1");
        Assert.Equal((Verdict.OnlyInOne, null, null), (gone.Verdict, gone.Value, gone.Change));
        Assert.Equal((Verdict.OnlyInOne, null), (come.Verdict, come.Reference));
    }

    [Fact]
    public void Processes_and_phases_of_one_name_are_one_figure()
    {
        ComparedRun other = Compare(Reference with { Phases = [new("load", 0, 1, Energy.FromMicrojoules(1)), new("load", 1, 2, Energy.FromMicrojoules(2))] });
        Assert.Equal(3e-6, other.Phases.Single(phase => phase.Name == "load").Value!.Value, 1e-12);
        Assert.Equal(41_200, other.Processes.Single(process => process.Name == "pt_data_worker").Value);
    }

    [Fact]
    public void A_run_without_a_source_has_no_energy_to_compare()
        => Assert.Equal(Verdict.OnlyInOne, Compare(Reference with { Components = [] }).Totals.Single(total => total.Name == "energy_j").Verdict);

    [Fact]
    public void Costs_in_two_currencies_are_not_compared()
        => Assert.DoesNotContain("cost", Compare(Reference with { Impact = Reference.Impact with { Cost = Reference.Impact.Cost! with { Currency = "USD" } } }).Totals.Select(total => total.Name));

    [Fact]
    public void What_else_differs_is_said()
    {
        IReadOnlyList<string> cautions = Compare(VmRun.Record with { Run = VmRun.Record.Run with { ExitCode = 2, Attribution = "marginal" } }).Cautions;
        Assert.Equal(6, cautions.Count);
        Assert.Contains("measured on another machine: gpu-07 and vm-3", cautions);
        Assert.Contains("they ended differently: exit 0 and exit 2", cautions);
    }

    private static ComparedRun Compare(RunRecord other) => RunComparison.Of(Reference, [other]).Others.Single();
}
