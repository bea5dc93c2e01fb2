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
        EmbodiedFigure whole = Assert.Single(factors.Embodied);
        Assert.Equal((component, TimeSpan.FromHours(35_064)), (whole.Component, whole.Lifetime));
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
        Assert.Equal(share, Assert.Single(factors.Embodied).Devices, 12);
        Assert.Equal(1_215_400 / 35_064.0 * share * 0.5, Share(factors, hours: 1, machineShare: 0.5), 9);
    }

    [Fact]
    public void An_unknown_machine_has_no_embodied_share()
    {
        Assert.Null(Resolved.Zone("DE").Of(Resolved.OneKilowattHour, TimeSpan.FromHours(1), 1).Embodied);
        Assert.Empty(Resolved.Factors(new() { Machine = MachineKind.VirtualMachine }).Embodied);
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

    [Fact]
    public void A_server_whose_parts_are_known_is_the_sum_of_them()
    {
        // Rows: cpu-default 30.81 kg over 5 years, ram-gb 1.388 kg over 4, motherboard 66.1, psu 24.3 for each of 2.99 kg, chassis-rack 150, assembly 6.68.
        ImpactFactors factors = Resolved.Factors(new() { Machine = MachineKind.Server, Sockets = 2, MemoryBytes = 384_000_000_000 });
        ImpactFigures figures = factors.Of(Energy.Zero, TimeSpan.FromHours(10), 0.25);
        const double Hours = 2.5, FourYears = 4 * 8766, FiveYears = 5 * 8766;
        Assert.Equal(["cpu-default", "ram-gb", "motherboard", "psu", "chassis-rack", "assembly"], figures.EmbodiedParts.Select(part => part.Figure.Component));
        double[] expected =
        [
            2 * 30_810 * Hours / FiveYears, 384 * 1388 * Hours / FourYears, 66_100 * Hours / FourYears,
            2 * 2.99 * 24_300 * Hours / FourYears, 150_000 * Hours / FourYears, 6680 * Hours / FourYears,
        ];
        Assert.All(figures.EmbodiedParts.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Carbon.Grams, 9));
        Assert.Equal(expected.Sum(), figures.Embodied!.Value.Grams, 9);
    }

    [Theory]
    [InlineData("NVIDIA H100 80GB HBM3", "gpu-h100-sxm", 164_000, 4)]
    [InlineData("NVIDIA H100 PCIe", "gpu-default", 150_000, 4)]
    [InlineData("NVIDIA H200", "gpu-h200-ademe", 364_000, 4)]
    [InlineData("NVIDIA GH200 480GB", "gpu-default", 150_000, 4)]
    [InlineData("NVIDIA B200", "gpu-b200-sxm", 284_250, 4)]
    [InlineData("NVIDIA A100-SXM4-40GB", "gpu-a100-sxm4-40gb", 127_600, 6)]
    [InlineData("NVIDIA GeForce RTX 4090", "gpu-default", 150_000, 4)]
    public void A_GPU_adds_its_part_by_the_time_that_it_worked(string name, string row, double grams, int years)
    {
        ImpactFactors factors = Resolved.Factors(new() { Machine = MachineKind.Laptop, Gpus = [name] });
        ImpactFigures figures = factors.Of(Energy.Zero, TimeSpan.FromHours(100), 0, gpus: [(name, TimeSpan.FromHours(3)), (name, TimeSpan.FromHours(1)), ("another", TimeSpan.FromHours(1))]);
        Assert.Equal(["laptop", row, row], figures.EmbodiedParts.Select(part => part.Figure.Component));
        Assert.Equal(grams * 4 / (years * 8766), figures.Embodied!.Value.Grams, 9);
    }

    private static double Share(ImpactFactors factors, double hours, double machineShare)
        => factors.Of(Energy.Zero, TimeSpan.FromHours(hours), machineShare).Embodied!.Value.Grams;
}
