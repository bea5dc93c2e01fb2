using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

public sealed class EmbodiedTests
{
    // Rows: laptop 235.9 kg, desktop 248.8 kg, server-median 1215.4 kg, each over 4 years of 8766 h = 35064 h.
    [Theory]
    [InlineData(MachineKind.Laptop, 235_900, "laptop")]
    [InlineData(MachineKind.Desktop, 248_800, "desktop")]
    [InlineData(MachineKind.Server, 1_215_400, "server-median")]
    public void A_run_bears_its_part_of_the_time_and_of_the_machine(MachineKind machine, double grams, string component)
    {
        ImpactFactors factors = Resolved.Factors(new() { Machine = machine });
        Assert.Equal((component, TimeSpan.FromHours(35_064)), (factors.Embodied!.Component, factors.Embodied.Lifetime));
        Assert.Equal(grams / 35_064, Share(factors, hours: 1, machineShare: 1), 9);
        Assert.Equal(grams / 35_064 * 10 * 0.25, Share(factors, hours: 10, machineShare: 0.25), 9);
        Assert.Equal(0, Share(factors, hours: 10, machineShare: 0));
        Assert.Equal(grams, Share(factors, hours: 35_064, machineShare: 1), 6);
    }

    [Theory]
    [InlineData(1, 1 / 96.0)]
    [InlineData(8, 8 / 96.0)]
    [InlineData(96, 1)]
    [InlineData(448, 1)]
    public void A_virtual_machine_is_its_vCPUs_of_a_server_and_at_most_a_whole_one(int vcpus, double share)
    {
        ImpactFactors factors = Resolved.Factors(new() { Machine = MachineKind.VirtualMachine, VCpus = vcpus });
        Assert.Equal(share, factors.Embodied!.ShareOfDevice, 12);
        Assert.Equal(1_215_400 / 35_064.0 * share * 0.5, Share(factors, hours: 1, machineShare: 0.5), 9);
    }

    [Fact]
    public void An_unknown_machine_has_no_embodied_share()
    {
        Assert.Null(Resolved.Zone("DE").Of(Resolved.OneKilowattHour, TimeSpan.FromHours(1), 1).Embodied);
        Assert.Null(Resolved.Factors(new() { Machine = MachineKind.VirtualMachine }).Embodied);
    }

    [Fact]
    public void A_virtual_machine_without_a_vCPU_is_a_mistake_of_the_caller()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Resolved.Factors(new() { Machine = MachineKind.VirtualMachine, VCpus = 0 }));

    [Fact]
    public void It_is_never_in_the_operational_figure()
    {
        ImpactFigures with = Resolved.Factors(new() { Zone = "DE", Machine = MachineKind.Server }).Of(Resolved.OneKilowattHour, TimeSpan.FromHours(1), 1);
        ImpactFigures without = Resolved.Zone("DE").Of(Resolved.OneKilowattHour, TimeSpan.FromHours(1), 1);
        Assert.True(with.Embodied!.Value.Grams > 0);
        Assert.Equal(without.Operational, with.Operational);
    }

    [Fact]
    public void A_share_just_above_one_counts_as_one()
    {
        ImpactFactors factors = Resolved.Factors(new() { Machine = MachineKind.Laptop });
        Assert.Equal(Share(factors, 1, 1), Share(factors, 1, 1.0001));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_share_that_is_none_is_refused(double share)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Resolved.Zone("DE").Of(Energy.Zero, TimeSpan.Zero, share));

    [Fact]
    public void A_negative_duration_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Resolved.Zone("DE").Of(Energy.Zero, TimeSpan.FromTicks(-1), 0));

    private static double Share(ImpactFactors factors, double hours, double machineShare)
        => factors.Of(Energy.Zero, TimeSpan.FromHours(hours), machineShare).Embodied!.Value.Grams;
}
