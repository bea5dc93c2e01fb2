using System.Diagnostics;
using System.Globalization;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Tests.Drm;
using EcoCode.Sensors.Tests.External;

namespace EcoCode.Sensors.Tests.Amd;

/// <summary>What is read of AMD's cards, against what AMD's own library reads of the same files.</summary>
[Collection(RealChildren.Name)]
public sealed class RocmSmiTests
{
    /// <summary>Of a card: where it sits, whether each figure is told (0), power in µW, energy in units, the unit in µJ, busy in per cent, memory in bytes.</summary>
    private const int Power = 6, Energy = 7, Unit = 8;

    [Fact]
    public void Amds_own_library_reads_the_same_of_two_MI250_boards()
    {
        using var machine = new GpuMachine("gpu-mi250-2-boards");
        string[][] told = Told(machine);
        Assert.Equal(["c9", "ce", "d1", "d6"], told.Select(card => card[0]));
        Assert.All(told, card => Assert.Equal("0 0 0 0 0", string.Join(' ', card[1..6])));

        // The first chip of each board tells what both draw, the second 0.
        IReadOnlyList<SensorSlot> slots = machine.Find().Slots;
        Assert.Equal(2, slots.Count);
        for (int i = 0; i < 2; i++)
        {
            EnergySource counter = slots[i].Candidates[0].Sources[0], gauge = slots[i].Candidates[1].Sources[0];
            Assert.Equal(ReadOutcome.Ok, counter.Counter!.TryRead(out Energy energy));
            Assert.Equal(ReadOutcome.Ok, gauge.Gauge!.TryRead(out Power power));
            Assert.Equal(Number(told[2 * i][Power]), power.Watts * 1e6, 1);

            // The library rounds the unit of 2^-16 J to 15.3 µJ.
            double joules = Number(told[2 * i][Energy]) * Number(told[2 * i][Unit]) * 1e-6;
            Assert.InRange(energy.Joules / joules, 0.997, 1);
            Assert.Equal("0 0", $"{told[(2 * i) + 1][Power]} {told[(2 * i) + 1][Energy]}");
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[][] Told(GpuMachine machine)
    {
        string client = Path.Join(AppContext.BaseDirectory, "Programs", "rocm_client.py");
        Assert.SkipUnless(Probe("python3", "-c", "import ctypes; ctypes.CDLL('librocm_smi64.so.1')"), "python3 or librocm_smi64.so.1 (Debian: librocm-smi64-1) is not there");
        Assert.SkipUnless(Probe("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/sys/class"), "nothing can be mounted over /sys/class: that takes root, and a mount namespace");
        using Process process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "python3", client, machine.PathOf("sys")]) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }

    private static bool Probe(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
