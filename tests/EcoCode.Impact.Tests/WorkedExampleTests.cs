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
}
