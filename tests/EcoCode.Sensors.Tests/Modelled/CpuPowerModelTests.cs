using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Modelled;

namespace EcoCode.Sensors.Tests.Modelled;

/// <summary>Expected watts are worked out by hand from the rows of data/.</summary>
public sealed class CpuPowerModelTests
{
    [Fact]
    public void Packages_of_a_bare_machine_are_rated_power_at_full_load()
    {
        CpuPowerModel model = CpuPowerModel.Find(Milan(sockets: 2, threads: 256), CgroupLimits.None);
        Assert.Equal(("model-tdp", "2 x AMD EPYC 7763 64-Core Processor", false), (model.Method, model.Device, model.IncludesServer));
        Assert.Equal(560, model.Full.Watts, 9);
        Assert.Equal(560 * 0.424 / 1.916, model.Idle.Watts, 9);
        Assert.Equal(256, model.Cpus);
        Assert.Equal("amd spec-2026 ccf", model.Origin);
        Assert.Equal("ECO1101", model.Note.Code);
    }

    [Fact]
    public void A_container_of_a_bare_machine_is_its_quotas_share()
    {
        CpuPowerModel model = CpuPowerModel.Find(Milan(sockets: 1, threads: 128), new CgroupLimits(1.5, null));
        Assert.Equal(280 * 1.5 / 128, model.Full.Watts, 9);
        Assert.Equal((1.5, "1.5 threads of AMD EPYC 7763 64-Core Processor"), (model.Cpus, model.Device));
    }

    [Theory]
    [InlineData("AMD EPYC 7763 64-Core Processor")]
    [InlineData("unheard of")]
    public void What_a_container_draws_while_it_runs_ahead_of_its_quota_is_believed(string name)
    {
        CpuTopology machine = Milan(sockets: 1, threads: 128) with { ModelName = name };
        Power whole = CpuPowerModel.Find(machine, CgroupLimits.None).Full;

        // On all 128 threads for a moment, with a quota of a tenth of one.
        EnergySource source = ModelledCpu.Source(CpuPowerModel.Find(machine, new CgroupLimits(0.1, null)), new NoLoad(), TimeProvider.System).Sources[0];
        Assert.True(source.Ceiling >= whole);
        Assert.Equal(whole.Watts * 0.1 / 128, source.Limit!.Value.Watts, 1e-9);
    }

    [Fact]
    public void A_quota_above_the_machine_changes_nothing()
        => Assert.Equal(128, CpuPowerModel.Find(Milan(sockets: 1, threads: 128), new CgroupLimits(1000, null)).Cpus);

    [Fact]
    public void A_guest_gets_its_threads_of_the_real_package()
    {
        CpuPowerModel model = CpuPowerModel.Find(Milan(sockets: 1, threads: 4) with { IsVirtual = true }, CgroupLimits.None);
        Assert.Equal(280 * 4 / 128.0, model.Full.Watts, 9);
        Assert.Equal("model-tdp", model.Method);
    }

    [Fact]
    public void A_guest_on_cores_without_second_threads_is_not_halved()
    {
        var topology = new CpuTopology
        {
            Vendor = "GenuineIntel", Family = "6", Model = "175", ModelName = "Intel(R) Xeon(R) 6780E", IsVirtual = true, SocketOf = new int[4],
        };
        Assert.Equal(330 * 4 / 144.0, CpuPowerModel.Find(topology, CgroupLimits.None).Full.Watts, 9);
    }

    [Fact]
    public void A_guest_whose_package_has_unknown_cores_is_modelled_by_generation()
    {
        var topology = new CpuTopology
        {
            Vendor = "GenuineIntel", Family = "6", Model = "106", Stepping = 6,
            ModelName = "Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", IsVirtual = true, SocketOf = new int[8],
        };
        CpuPowerModel model = CpuPowerModel.Find(topology, CgroupLimits.None);
        Assert.Equal(("model-vcpu", true, "ECO1102"), (model.Method, model.IncludesServer, model.Note.Code));
        Assert.Equal(8 * 0.909, model.Idle.Watts, 9);
        Assert.Equal(8 * 4.118, model.Full.Watts, 9);
        Assert.Contains("memory", model.Device, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GenuineIntel", "6", "85", 4, 0.513, 4.087)]
    [InlineData("GenuineIntel", "6", "85", 7, 0.614, 4.036)]
    [InlineData("GenuineIntel", "6", "85", null, 0.636, 3.593)]
    [InlineData("AuthenticAMD", "26", "2", 1, 0.219, 1.178)]
    [InlineData("AuthenticAMD", "23", "49", 0, 0.437, 1.664)]
    [InlineData("0x41", "8", "0xd0c", null, 0.617, 1.922)]
    [InlineData("0x41", "8", "0xD40", null, 0.474, 1.693)]
    [InlineData("GenuineIntel", "6", "221", 1, 0.636, 3.593)]
    [InlineData("", "", "", null, 0.636, 3.593)]
    public void A_nameless_cpu_is_modelled_by_identity(string vendor, string family, string model, int? stepping, double idle, double full)
    {
        var topology = new CpuTopology { Vendor = vendor, Family = family, Model = model, Stepping = stepping, SocketOf = [0] };
        CpuPowerModel found = CpuPowerModel.Find(topology, CgroupLimits.None);
        Assert.Equal((idle, full), (found.Idle.Watts, found.Full.Watts));
    }

    [Fact]
    public void The_less_is_known_the_wider_the_band()
    {
        double named = CpuPowerModel.Find(Milan(1, 128), CgroupLimits.None).RelativeBand;
        double shared = CpuPowerModel.Find(Milan(1, 4) with { IsVirtual = true }, CgroupLimits.None).RelativeBand;
        double unofficial = CpuPowerModel.Find(Milan(1, 96) with { ModelName = "AMD EPYC 7R32" }, CgroupLimits.None).RelativeBand;
        double proxy = CpuPowerModel.Find(new() { Vendor = "0x41", Family = "8", Model = "0xd40", SocketOf = [0] }, CgroupLimits.None).RelativeBand;
        double unknown = CpuPowerModel.Find(new() { SocketOf = [0] }, CgroupLimits.None).RelativeBand;
        Assert.Equal([0.3, 0.4, 0.5, 0.5, 0.7], [named, shared, unofficial, proxy, unknown]);
    }

    [Fact]
    public void An_unknown_cpu_is_said_to_be_unknown()
        => Assert.Equal("ECO1103", CpuPowerModel.Find(new() { SocketOf = [0] }, CgroupLimits.None).Note.Code);

    private sealed class NoLoad : ICpuLoad
    {
        public bool TryReadBusy(out TimeSpan busy)
        {
            busy = TimeSpan.Zero;
            return true;
        }
    }

    private static CpuTopology Milan(int sockets, int threads) => new()
    {
        Vendor = "AuthenticAMD", Family = "25", Model = "1", Stepping = 1, ModelName = "AMD EPYC 7763 64-Core Processor",
        SocketOf = [.. Enumerable.Range(0, threads).Select(thread => thread * sockets / threads)],
    };
}
