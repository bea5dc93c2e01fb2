using System.Formats.Tar;
using System.IO.Compression;
using EcoCode.Cli.Diagnosing;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Cli.Tests.Diagnosing;

/// <summary>A captured machine is the same to the sensors, and says nothing of its owner.</summary>
public sealed class MachineCaptureTests : IDisposable
{
    private readonly SimulatedMachine _machine = new();
    private readonly string _copy = Directory.CreateTempSubdirectory("ecocode-capture-").FullName;

    public MachineCaptureTests()
    {
        _machine.Zone("intel-rapl:0", "package-0", "123456789");
        _machine.Zone("intel-rapl:0:0", "core");
        _machine.Zone("intel-rapl:0:1", "dram", "2000000");
        _machine.Write("proc/cpuinfo", "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) CPU E5-2690 v4 @ 2.60GHz\nphysical id\t: 0\nSerial\t\t: 00000000deadbeef\n");
        _machine.Write("proc/meminfo", "MemTotal:       65536000 kB\n");
        _machine.Write("proc/self/cmdline", "secret --password=hunter2");
        _machine.Write("proc/sys/kernel/hostname", "secret-host");
        _machine.Write("class/dmi/id/chassis_type", "23\n");
        _machine.Write("class/dmi/id/product_serial", "SECRET1\n");
        _machine.Write("class/hwmon/hwmon0/name", "power_meter\n");
        _machine.Write("class/hwmon/hwmon0/power1_average", "231000000\n");
        _machine.Write("class/hwmon/hwmon0/serial_number", "SECRET2\n");
        _machine.Write("class/hwmon/hwmon1/name", "wifi 0a:1b:2c:3d:4e:5f\n");
        _machine.Write("class/power_supply/BAT0/type", "Battery\n");
        _machine.Write("class/power_supply/BAT0/status", "Discharging\n");
        _machine.Write("class/power_supply/BAT0/power_now", "9000000\n");
        _machine.Write("class/power_supply/BAT0/serial_number", "SECRET3\n");
        _machine.Write("class/power_supply/hid-0a:1b:2c:3d:4e:5f-battery/type", "Battery\n");
        _machine.Write("class/net/eth0/address", "0a:1b:2c:3d:4e:5f\n");
    }

    [Fact]
    public void Sensors_find_on_the_copy_what_they_find_on_the_machine()
    {
        Unpack();
        Assert.Equal(Readings(_machine.Sys, Path.Join(_machine.Sys, "proc")), Readings(Path.Join(_copy, "sys"), Path.Join(_copy, "proc")));
        Assert.Contains("Cpu rapl-powercap package 0 123.456789 J", Readings(Path.Join(_copy, "sys"), Path.Join(_copy, "proc")));
        Assert.Equal(Chassis.Server, ChassisText.Read(new PseudoFs(Path.Join(_copy, "sys"))));
    }

    [Fact]
    public void Nothing_tells_who_the_machine_belongs_to()
    {
        Unpack();
        string all = string.Concat(Directory.EnumerateFiles(_copy, "*", SearchOption.AllDirectories).Select(file => $"{file}\n{File.ReadAllText(file)}\n"));
        Assert.DoesNotContain("SECRET", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hunter2", all, StringComparison.Ordinal);
        Assert.DoesNotContain("deadbeef", all, StringComparison.Ordinal);
        Assert.DoesNotContain("0a:1b:2c", all, StringComparison.Ordinal);
        Assert.Contains("wifi xx:xx", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_captures_of_one_machine_are_the_same_bytes()
    {
        byte[] Bytes()
        {
            using var stream = new MemoryStream();
            MachineCapture.Write(stream, new PseudoFs(_machine.Sys), new PseudoFs(Path.Join(_machine.Sys, "proc")));
            return stream.ToArray();
        }

        Assert.Equal(Bytes(), Bytes());
    }

    [Fact]
    public void The_program_makes_one()
    {
        string file = Path.Join(_copy, "machine.tar.gz");
        Ended ended = Ecocode.Run("doctor", "--no-config", "--host-sys", _machine.Sys, "--host-proc", Path.Join(_machine.Sys, "proc"), "--capture", file);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains(file, ended.Output, StringComparison.Ordinal);
        using Started tar = Started.Start(["tar", "-tzf", file]);
        Assert.Contains("sys/class/powercap/intel-rapl:0/energy_uj\n", tar.End().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_can_not_be_made_is_told()
    {
        Ended ended = Ecocode.Run("doctor", "--no-config", "--capture", "/nowhere/machine.tar.gz");
        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith("error[ECO6024]", ended.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _machine.Dispose();
        Directory.Delete(_copy, recursive: true);
    }

    private void Unpack()
    {
        using var stream = new MemoryStream();
        MachineCapture.Write(stream, new PseudoFs(_machine.Sys), new PseudoFs(Path.Join(_machine.Sys, "proc")));
        stream.Position = 0;
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(unzipped, _copy, overwriteFiles: false);
    }

    /// <summary>Every source with what it reads.</summary>
    private static string[] Readings(string sysRoot, string procRoot)
    {
        PseudoFs sys = new(sysRoot), proc = new(procRoot);
        Catalogue catalogue = new SensorSearch(sys, proc, CpuTopology.Read(sys, proc), TimeProvider.System).Find(CpuPreference.Sensor, CgroupLimits.None, new NoLoad(), null);
        return
        [
            .. catalogue.Slots.SelectMany(slot => slot.Candidates.SelectMany(group => group.Sources)).Select(source => $"{source.Component} {source.Method} {source.Device} {Reading(source)}"),

            // The headset is not in the copy: its name is its address.
            .. catalogue.Unused.Where(line => !line.StartsWith("hid-", StringComparison.Ordinal)).Select(line => line.Replace(sysRoot, "", StringComparison.Ordinal)),
        ];
    }

    private static string Reading(EnergySource source)
    {
        if (source.Gauge is { } gauge) return gauge.TryRead(out Power power) == ReadOutcome.Ok ? FormattableString.Invariant($"{power.Watts} W") : "nothing";
        return source.Counter!.TryRead(out Energy energy) == ReadOutcome.Ok ? FormattableString.Invariant($"{energy.Joules} J") : "nothing";
    }

    private sealed class NoLoad : ICpuLoad
    {
        public bool TryReadBusy(out TimeSpan busy)
        {
            busy = default;
            return true;
        }
    }
}
