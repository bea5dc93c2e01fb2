using System.Globalization;
using System.Text;

namespace EcoCode.Cli.Tests;

/// <summary>A machine whose packages draw a known energy for each second of CPU time that the real machine spends.</summary>
/// <remarks>
/// A thread moves the counters every few milliseconds by the CPU time that the kernel has charged. Under attribution busy a tree then
/// costs exactly its CPU time times the watts, whatever else runs.
/// </remarks>
internal sealed class SimulatedMachine : IDisposable
{
    private const string RootUsage = "/sys/fs/cgroup/cpuacct/cpuacct.usage_percpu";

    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-machine-").FullName;
    private readonly List<(FileStream File, Func<long[], long> Microjoules)> _driven = [];
    private readonly CancellationTokenSource _stop = new();
    private Thread? _driver;
    private long[] _told = [];
    private long _mostBehind;

    /// <summary>The folder to give to <c>--host-sys</c>.</summary>
    internal string Sys => _root;

    /// <summary>By how many joules the counters together were behind at the most, in all reads of them: on a busy machine the thread that moves them waits its turn.</summary>
    internal double MostBehind => Interlocked.Read(ref _mostBehind) / 1e6;

    /// <summary>Whether the machine tells exact CPU time for each processor, which the counters are driven by.</summary>
    internal static bool CanDrive => File.Exists(RootUsage);

    /// <summary>Adds a zone with a counter, and returns the counter's path.</summary>
    internal string Zone(string node, string name, string energy = "1000000")
    {
        Write($"class/powercap/{node}/name", name + "\n");
        Write($"class/powercap/{node}/max_energy_range_uj", "262143328850\n");
        return Write($"class/powercap/{node}/energy_uj", energy);
    }

    /// <summary>Adds a zone that is driven: microjoules as a function of the processors' CPU times in nanoseconds.</summary>
    internal void Driven(string node, string name, Func<long[], long> microjoules)
        => _driven.Add((new FileStream(Zone(node, name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0), microjoules));

    /// <summary>Makes a /proc that tells another socket for each processor, and is the real one else.</summary>
    /// <returns>The folder to give to <c>--host-proc</c>.</returns>
    internal string Proc(Func<int, int> socketOf)
    {
        string processors = string.Concat(Enumerable.Range(0, Environment.ProcessorCount).Select(cpu => $"processor\t: {cpu}\nphysical id\t: {socketOf(cpu)}\n\n"));
        string folder = Path.GetDirectoryName(Write("proc/cpuinfo", processors))!;
        foreach (string file in new[] { "stat", "meminfo" }) File.CreateSymbolicLink(Path.Join(folder, file), "/proc/" + file);
        return folder;
    }

    /// <summary>Writes a file of the machine, and returns its path.</summary>
    internal string Write(string relative, string text)
    {
        string path = Path.Join(_root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Begins to move the counters.</summary>
    internal void Drive()
    {
        Move();
        _driver = new Thread(() =>
        {
            while (!_stop.Token.WaitHandle.WaitOne(2)) Move();
        });
        _driver.Start();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _driver?.Join();
        _driven.ForEach(driven => driven.File.Dispose());
        _stop.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Move()
    {
        long[] nanoseconds = [.. File.ReadAllText(RootUsage).Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture))];
        long[] told = [.. _driven.Select(driven => driven.Microjoules(nanoseconds))];
        if (_told.Length == told.Length) Interlocked.Exchange(ref _mostBehind, Math.Max(_mostBehind, told.Zip(_told, (now, before) => now - before).Sum()));
        _told = told;
        foreach (((FileStream file, _), long microjoules) in _driven.Zip(told))
        {
            // One write of one width, so that a reader never sees half of it.
            file.Position = 0;
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{microjoules % 262_143_328_850:D12}\n")));
        }
    }
}
