using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

/// <summary>The worked example of docs/impact.md, digit by digit.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void Figures_are_those_of_the_page()
    {
        ImpactFactors factors = Resolved.Factors(new() { Zone = "aws:eu-central-1", Machine = MachineKind.VirtualMachine, VCpus = 8 });
        ImpactFigures figures = factors.Of(Energy.FromJoules(521_000), TimeSpan.FromMinutes(30), 0.75);

        Assert.Equal(703_350, figures.FacilityEnergy.Joules);
        Assert.Equal(64.405, figures.Operational.Grams, 3);
        Assert.Equal(0.001447, figures.OnSiteWater!.Value.Litres, 6);
        Assert.Equal(0.380395, figures.OffSiteWater!.Value.Litres, 6);
        Assert.Equal(0.037551m, decimal.Round(figures.Cost!.Value.Amount, 6));
        Assert.Equal("EUR", figures.Cost.Value.Currency);
        Assert.Equal(1.083, figures.Embodied!.Value.Grams, 3);
        Assert.Empty(factors.Notes);
    }

    [Fact]
    public void Figures_as_of_the_time_are_those_of_the_page()
    {
        string tariff = Page()[Page().IndexOf("{\n  \"time_zone\"", StringComparison.Ordinal)..];
        Assert.True(TariffText.TryParse("tariff.json", tariff[..(tariff.IndexOf("```", StringComparison.Ordinal))], out ITimedPrice? prices, out Note? problem), problem?.Message);
        var start = new DateTimeOffset(2026, 11, 20, 21, 30, 0, TimeSpan.FromHours(1));
        var course = new EnergyCourse();
        course.Add(start, start.AddHours(3), Energy.FromJoules(1_800_000));
        GridPoint Hour(int hour, double grams) => new(start.AddHours(hour - 21.5), start.AddHours(hour - 20.5), new(grams), Estimated: false);
        GridSeries series = GridCoverageTests.Series([Hour(21, 300), Hour(22, 260), Hour(23, 220)]);
        ImpactFactors factors = Resolved.Factors(new() { Zone = "DE", Prices = prices, InstancePrice = "1.20USD/h", Gpus = ["NVIDIA H100 80GB HBM3"] });
        ImpactFigures figures = factors.Of(course.Total, TimeSpan.FromHours(3), 0, new ImpactCourse(course, [series]), [("NVIDIA H100 80GB HBM3", TimeSpan.FromHours(2.4))]);

        Assert.Equal(0.833, figures.GridParts[0].Share, 3);
        Assert.Equal(264.942, figures.Intensity.GramsPerKilowattHour, 3);
        Assert.Equal(132.471, figures.Operational.Grams, 3);
        Assert.Equal(0.246667m, decimal.Round(figures.Tariff!.Price.PerKilowattHour, 6));
        Assert.Equal((0.123333m, "EUR"), (decimal.Round(figures.Cost!.Value.Amount, 6), figures.Cost.Value.Currency));
        Assert.Equal(new Money(3.60m, "USD"), figures.Rent);
        Assert.Equal(11.225, figures.Embodied!.Value.Grams, 3);
    }

    [Fact]
    public void A_server_by_component_is_that_of_the_page()
    {
        ImpactFactors factors = Resolved.Factors(new() { Machine = MachineKind.Server, Sockets = 2, MemoryBytes = 384_000_000_000 });
        ImpactFigures figures = factors.Of(Energy.Zero, TimeSpan.FromHours(10), 0.25);
        Assert.Equal([3.515, 38.001, 4.713, 10.361, 10.695, 0.476], figures.EmbodiedParts.Select(part => Math.Round(part.Carbon.Grams, 3)));
        Assert.Equal(67.761, figures.Embodied!.Value.Grams, 3);
    }

    private static string Page() => File.ReadAllText(Path.Join(AppContext.BaseDirectory, "impact.md"));
}
