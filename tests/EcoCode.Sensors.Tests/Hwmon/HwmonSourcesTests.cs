using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Hwmon;

namespace EcoCode.Sensors.Tests.Hwmon;

public sealed class HwmonSourcesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-hwmon-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_machine_without_hwmon_offers_nothing()
    {
        HwmonSources found = Find();
        Assert.Empty(found.Groups);
        Assert.Empty(found.Unused);
        Assert.Empty(found.Notes);
    }

    [Fact]
    public void Amd_sockets_are_counted_and_their_cores_are_not_added()
    {
        Device(0, ("name", "amd_energy"));
        for (int core = 0; core < 3; core++) Device(0, ($"energy{core + 1}_input", "1000000"), ($"energy{core + 1}_label", $"Ecore00{core}"));
        Device(0, ("energy4_input", "123456789"), ("energy4_label", "Esocket0"), ("energy5_input", "7"), ("energy5_label", "Esocket1"));
        HwmonSources found = Find();
        SourceGroup group = Assert.Single(found.Groups);
        Assert.Equal(["package 0", "package 1"], group.Sources.Select(source => source.Device));
        Assert.Equal([0, 1], group.Sources.Select(source => source.Socket!.Value));
        Assert.All(group.Sources, source => Assert.Equal((Component.Cpu, Provenance.Measured, "hwmon"), (source.Component, source.Provenance, source.Method)));
        Assert.Equal(ReadOutcome.Ok, group.Sources[0].Counter!.TryRead(out Energy energy));
        Assert.Equal(123_456_789, energy.Microjoules);
        Assert.Equal("hwmon0 amd_energy Ecore000 and 2 more: inside the counter of its socket", Assert.Single(found.Unused));
    }

    [Fact]
    public void The_meters_of_grace_are_not_summed_into_each_other()
    {
        string[] meters = ["Module Power Socket 0", "Grace Power Socket 0", "CPU Power Socket 0", "SysIO Power Socket 0"];
        for (int i = 0; i < meters.Length; i++)
            Device(i, ("name", "power_meter"), ("device/power1_average", $"{(4 - i) * 50}000000"), ("device/power1_oem_info", meters[i]));
        HwmonSources found = Find();
        Assert.Equal([Component.Cpu, Component.Platform], found.Groups.Select(group => Assert.Single(group.Sources).Component));
        Assert.Equal([150.0, 200.0], found.Groups.Select(group => Watts(group.Sources[0])));
        Assert.Equal("package 0 with its memory", found.Groups[0].Sources[0].Device);
        Assert.Single(found.Unused);
    }

    [Fact]
    public void One_plain_acpi_meter_is_the_machine()
    {
        Device(0, ("name", "power_meter"), ("device/power1_average", "231000000"), ("device/power1_average_interval", "1000"));
        EnergySource source = Assert.Single(Assert.Single(Find().Groups).Sources);
        Assert.Equal((Component.Platform, 231.0), (source.Component, Watts(source)));
    }

    [Fact]
    public void Several_plain_acpi_meters_are_not_trusted()
    {
        Device(0, ("name", "power_meter"), ("power1_average", "231000000"));
        Device(1, ("name", "power_meter"), ("power1_average", "100000000"));
        HwmonSources found = Find();
        Assert.Empty(found.Groups);
        Assert.Contains("and 1 more: several", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Fact]
    public void Power_supplies_are_summed_at_their_input()
    {
        Device(3, ("name", "pfe1100"), ("power1_input", "210000000"), ("power1_label", "pin"), ("power2_input", "190000000"), ("power2_label", "pout1"));
        Device(4, ("name", "pfe1100"), ("power1_input", "205000000"), ("power1_label", "pin"));
        HwmonSources found = Find();
        Assert.Equal([210.0, 205.0], Assert.Single(found.Groups).Sources.Select(Watts));
        Assert.Contains("pout1", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_lacks_a_part_is_not_offered()
    {
        Device(3, ("name", "pfe1100"), ("power1_input", "210000000"), ("power1_label", "pin"));
        Device(4, ("name", "pfe1100"), ("power1_input", "n/a"), ("power1_label", "pin"));
        HwmonSources found = Find();
        Assert.Empty(found.Groups);
        Assert.Contains("hwmon4 pfe1100 pin` does not answer (Malformed)", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Fact]
    public void A_regulator_on_the_board_is_no_power_supply()
    {
        Device(0, ("name", "tps53679"), ("power1_input", "90000000"), ("power1_label", "pin"));
        HwmonSources found = Find();
        Assert.Empty(found.Groups);
        Assert.Equal("hwmon0 tps53679 pin: what this driver measures is not known", Assert.Single(found.Unused));
    }

    [Fact]
    public void Rails_of_a_jetson_are_volts_times_amperes()
    {
        // 5.00 V, 1.2 A; the CPU rail 4.98 V, 0.25 A.
        Device(1, ("name", "ina3221"), ("in1_label", "VDD_IN"), ("in1_input", "5000"), ("curr1_input", "1200"));
        Device(1, ("in2_label", "VDD_CPU_GPU_CV"), ("in2_input", "4980"), ("curr2_input", "250"));
        Device(1, ("in3_label", "VDD_SOC"), ("in3_input", "4980"), ("curr3_input", "100"), ("in4_label", "sum of shunt voltages"), ("in4_input", "7"));
        HwmonSources found = Find();
        Assert.Equal([(Component.Platform, 6.0), (Component.Cpu, 1.245)], found.Groups.Select(group => (group.Sources[0].Component, Watts(group.Sources[0]))));
        Assert.Contains("VDD_SOC", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Fact]
    public void A_disabled_channel_is_not_used()
    {
        Device(0, ("name", "ina3221"), ("in1_label", "VDD_IN"), ("in1_input", "5000"), ("curr1_input", "0"), ("in1_enable", "0"));
        HwmonSources found = Find();
        Assert.Empty(found.Groups);
        Assert.Contains("is disabled", Assert.Single(found.Unused), StringComparison.Ordinal);
    }

    [Fact]
    public void Graphics_and_strangers_are_listed_with_the_reason()
    {
        Device(0, ("name", "nouveau"), ("power1_input", "35000000"));
        Device(1, ("name", "nvme"), ("temp1_input", "40000"));
        Device(2, ("name", "ina226"), ("power1_input", "35000000"), ("power1_input_highest", "1"));
        Assert.Equal(
            ["hwmon0 nouveau power1_input: graphics: not read here", "hwmon2 ina226 power1_input: what this driver measures is not known"],
            Find().Unused);
    }

    [Theory]
    [InlineData("amdgpu")]
    [InlineData("i915")]
    [InlineData("i915_gt0")]
    [InlineData("xe")]
    public void What_the_search_for_GPUs_tells_of_is_not_told_here_again(string driver)
    {
        Device(0, ("name", driver), ("power1_average", "35000000"), ("energy1_input", "7"));
        HwmonSources found = Find();
        Assert.Empty(found.Groups);
        Assert.Empty(found.Unused);
    }

    [Fact]
    public void The_average_is_preferred_to_the_moment()
    {
        Device(0, ("name", "power_meter"), ("power1_input", "1000000"), ("power1_average", "2000000"));
        Assert.Equal(2, Watts(Find().Groups[0].Sources[0]));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_counter_of_root_is_noted()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read every file, so none can be denied");
        Device(0, ("name", "amd_energy"), ("energy1_input", "1"), ("energy1_label", "Esocket0"));
        File.SetUnixFileMode(Path.Join(_root, "class/hwmon/hwmon0/energy1_input"), UnixFileMode.None);
        HwmonSources found = Find();
        Assert.Empty(found.Groups);
        Assert.Equal("ECO1111", Assert.Single(found.Notes).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("abc")]
    [InlineData("123456789012345678901234567890")]
    public void Garbage_after_a_good_start_is_malformed(string text)
    {
        Device(0, ("name", "power_meter"), ("power1_average", "2000000"));
        IPowerGauge gauge = Find().Groups[0].Sources[0].Gauge!;
        Device(0, ("power1_average", text));
        Assert.Equal(ReadOutcome.Malformed, gauge.TryRead(out Power power));
        Assert.Equal(Power.Zero, power);
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        Device(0, ("name", "ina3221"), ("in1_label", "VDD_IN"), ("in1_input", "5000"), ("curr1_input", "1200"));
        IPowerGauge gauge = Find().Groups[0].Sources[0].Gauge!;
        gauge.TryRead(out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) gauge.TryRead(out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double Watts(EnergySource source)
    {
        Assert.Equal(ReadOutcome.Ok, source.Gauge!.TryRead(out Power power));
        return Math.Round(power.Watts, 9);
    }

    private HwmonSources Find() => HwmonSources.Find(new(_root));

    private void Device(int number, params (string File, string Text)[] files)
    {
        foreach ((string file, string text) in files)
        {
            string path = Path.Join(_root, $"class/hwmon/hwmon{number}", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
        }
    }
}
