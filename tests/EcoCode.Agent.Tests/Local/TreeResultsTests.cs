using EcoCode.Agent.Local;
using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Local.Messages;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Agent.Tests.Local;

/// <summary>What a window of an agent amounts to, by figures worked out on paper: one hour and one kilowatt-hour of a machine of four processors.</summary>
public sealed class TreeResultsTests
{
    private const long Second = 1_000_000_000, KilowattHour = 3_600_000_000_000;
    private const int Pid = 10;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly ImpactFactors Factors = Made.Factors with
    {
        OnSiteWater = new WaterFigure("here", new WaterIntensity(1.8), 2024, "here"),
        OffSiteWater = new WaterFigure("DE", new WaterIntensity(2.5), 2024, "there"),
        Tariff = new Tariff(new Price(0.30m, "EUR"), "given"),
        Embodied = [new EmbodiedFigure("server", "two sockets", Carbon.FromGrams(1_000_000), Hour * 40_000, 1, "data sheet")],
        Gpus = new Dictionary<string, EmbodiedFigure> { ["H100"] = new("gpu", "H100", Carbon.FromGrams(160_000), Hour * 40_000, 1, "board") },
        Notes = [new Note("ECO3999", "a caution")],
    };

    [Fact]
    public void Carbon_water_money_and_making_are_told_as_of_a_run()
    {
        RunImpact impact = Result(cpuTime: Hour / 2, [Cpu(KilowattHour, Provenance.Measured)]).Impact;
        Assert.Equal(1.2 * KilowattHour, impact.FacilityEnergyJ.Microjoules);
        Assert.Equal(1.2 * 344.5, impact.Co2eG, 9);
        Assert.Equal((1.8, 1.2 * 2.5), (impact.WaterOnSiteL!.Value, impact.WaterOffSiteL!.Value));
        Assert.Equal(4.8, impact.WaterL!.Value, 9);
        Assert.Equal((0.36m, "EUR"), (impact.Cost!.Amount, impact.Cost.Currency));

        // An eighth of four processors for an hour, of 40,000 hours.
        Assert.Equal(1_000_000 / 40_000.0 / 8, impact.Co2eEmbodiedG!.Value, 9);
        Assert.Equal(("DE", 344.5, "lifecycle", 2024), (impact.Grid.Zone, impact.Grid.GPerKwh, impact.Grid.Basis, impact.Grid.Year));
    }

    [Fact]
    public void What_the_reader_must_know_is_told_with_it()
        => Assert.Equal("ECO3999", Assert.Single(Result(Hour, [Cpu(KilowattHour, Provenance.Measured)]).Warnings).Code);

    [Fact]
    public void A_kind_of_component_names_all_its_sources_and_how_far_its_part_may_be_off()
    {
        LocalResult told = Result(Hour, [Cpu(3 * KilowattHour, Provenance.Measured, band: 0.05), Cpu(KilowattHour, Provenance.Modelled, "package 1", "model-tdp", 0.2)]);
        RunComponent cpu = Assert.Single(told.Components);
        Assert.Equal(("cpu", "package 0, package 1", "rapl-perf, model-tdp", "apportioned", KilowattHour), (cpu.Component, cpu.Device, cpu.Source, cpu.Provenance, cpu.EnergyJ.Microjoules));

        // Three quarters by a sensor within 5 % that is shared by CPU time within 10 %, one quarter by a model within 20 %.
        double joules = KilowattHour / 1e6;
        Assert.Equal((0.75 * joules * Math.Sqrt(0.0125)) + (0.25 * joules * 0.2), cpu.BandJ, 3);
        Assert.Equal(cpu.BandJ, told.BandJ, 6);
        Assert.Equal((0.0, 0.75, 0.25), (told.Provenance.Measured, told.Provenance.Apportioned, told.Provenance.Modelled));
    }

    [Theory]
    [InlineData("H100", 2_500 + 2_000)]
    [InlineData("another", 2_500)]
    public void Boards_are_worn_by_those_for_whom_they_worked_where_all_are_of_one_kind(string second, double milligrams)
    {
        // Half an hour of a GPU, of 40,000: 2 g of its board. An hour of one of four processors: 2.5 g of the server, at 10 %.
        LocalResult told = Result(Hour * 0.4, [Gpu(0, "H100"), Gpu(1, second)], gpuUse: 0.5);
        Assert.Equal(milligrams, told.Impact.Co2eEmbodiedG!.Value * 1e3, 6);
    }

    [Fact]
    public void A_window_in_which_nothing_was_used_is_no_division_by_zero()
    {
        LocalResult told = Result(TimeSpan.Zero, [], microjoules: 0);
        Assert.Equal((0, 0, 0.0, 0), (told.EnergyJ.Microjoules, told.Components.Count, told.Provenance.Modelled, told.BandJ));
    }

    [Fact]
    public void Nothing_less_than_nothing_was_used()
    {
        var begin = new TreeTotal(new EnergySplit(Energy.FromMicrojoules(7), default, Energy.FromMicrojoules(1), default), Hour, Hour);
        var end = new TreeTotal(new EnergySplit(Energy.FromMicrojoules(5), Energy.FromMicrojoules(3), Energy.FromMicrojoules(4), default), Hour * 2, Hour / 2);
        var used = new EnergySplit(default, Energy.FromMicrojoules(3), Energy.FromMicrojoules(3), default);
        Assert.Equal(new TreeTotal(used, Hour, TimeSpan.Zero), end.Since(begin));
    }

    private static LocalResult Result(TimeSpan cpuTime, IReadOnlyList<SourceReading> sources, double gpuUse = 0, long microjoules = KilowattHour)
    {
        var account = new TreeAccount(Pid);
        bool onGpu = gpuUse > 0;
        ProcessReading before = Made.Process(Pid, 0, 0) with { CpuTime = TimeSpan.Zero };
        ProcessReading after = before with
        {
            CpuTime = cpuTime,
            GpuUse = gpuUse,
            Energy = onGpu ? new EnergySplit(default, default, Energy.FromMicrojoules(microjoules), default) : Made.Cpu(microjoules),
        };
        MachineSnapshot last = Made.Snapshot(after) with { Sources = sources, Interval = Hour, Taken = DateTimeOffset.UnixEpoch + (2 * Hour) };
        account.Take(Made.Snapshot(before), 0);
        var window = new TreeWindow(1, "hour", 0, account);
        window.Settle();
        long end = 3_600 * Second;
        account.Take(last, end);
        Assert.True(account.TryTotal(end, out TreeTotal total));
        NodeReading reading = Made.Node(last) with { Factors = Factors };
        return TreeResults.Of(window, end, total, reading, end);
    }

    private static SourceReading Cpu(long microjoules, Provenance provenance, string device = "package 0", string method = "rapl-perf", double band = 0.05) => Made.Source(microjoules, 1) with
    {
        Device = device,
        Method = method,
        Provenance = provenance,
        Band = Band.Of(Energy.FromMicrojoules(microjoules), band, provenance),
    };

    private static SourceReading Gpu(int index, string name) => Made.Source(KilowattHour, 1) with
    {
        Component = Component.Gpu,
        Gpu = new GpuReading(new GpuIdentity(index, name, null, null), null, null, null, null, null, null),
    };
}
