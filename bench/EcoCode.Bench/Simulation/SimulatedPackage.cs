using System.Globalization;
using System.Text;

namespace EcoCode.Bench.Simulation;

/// <summary>
/// A /sys like this machine's, with a RAPL package whose energy is a known function of the machine's real CPU time:
/// <see cref="WattsPerCpu"/> times what the scheduler has charged to all tasks.
/// </summary>
internal sealed class SimulatedPackage : IDisposable
{
    internal const double WattsPerCpu = 10;
    private const string Usage = "/sys/fs/cgroup/cpuacct/cpuacct.usage";
    private const long Start = 5_000_000_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly FileStream _counter;
    private readonly FileStream _usage = File.OpenRead(Usage);
    private readonly Thread _driver;
    private readonly long _first;
    private volatile bool _over;

    /// <param name="root">Where the tree is made.</param>
    /// <param name="withAccount">Whether the tree shows the cgroup account of the whole machine; most machines today have none (cgroup version 2).</param>
    internal SimulatedPackage(string root, bool withAccount)
    {
        Root = root;
        string zone = Path.Join(root, "class", "powercap", "intel-rapl:0");
        Directory.CreateDirectory(zone);
        File.WriteAllText(Path.Join(zone, "name"), "package-0\n");
        File.WriteAllText(Path.Join(zone, "max_energy_range_uj"), "262143328850\n");
        File.CreateSymbolicLink(Path.Join(root, "devices"), "/sys/devices");
        if (withAccount) File.CreateSymbolicLink(Path.Join(root, "fs"), "/sys/fs");
        _counter = new FileStream(Path.Join(zone, "energy_uj"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _first = BusyNanoseconds;
        Show();
        _driver = new Thread(Drive) { IsBackground = true };
        _driver.Start();
    }

    /// <summary>Why there can be no simulation here; null when there can.</summary>
    internal static string? Lacking => File.Exists(Usage) ? null : "no cgroup version 1 cpuacct";

    internal string Root { get; }

    /// <summary>Energy since the simulation began, J.</summary>
    internal double Joules => (BusyNanoseconds - _first) * 1e-9 * WattsPerCpu;

    public void Dispose()
    {
        _over = true;
        _driver.Join();
        _counter.Dispose();
        _usage.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private long BusyNanoseconds
    {
        get
        {
            Span<byte> text = stackalloc byte[32];
            int length = RandomAccess.Read(_usage.SafeFileHandle, text, 0);
            return long.Parse(text[..length].TrimEnd("\n"u8), CultureInfo.InvariantCulture);
        }
    }

    private void Drive()
    {
        while (!_over)
        {
            Show();
            Thread.Sleep(Step);
        }
    }

    private void Show()
    {
        // Always as many digits, so that a reader never sees the end of an older number.
        long microjoules = Start + (long)(Joules * 1e6);
        RandomAccess.Write(_counter.SafeFileHandle, Encoding.ASCII.GetBytes(microjoules.ToString("D12", CultureInfo.InvariantCulture) + "\n"), 0);
    }
}
