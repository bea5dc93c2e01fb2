using EcoCode.Host;

namespace EcoCode.Sensors.Tests.Rapl;

/// <summary>A machine in a temporary folder: one of tests/Machines, or one that a test builds file by file.</summary>
internal sealed class Machine : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("machine").FullName;

    public Machine(string? name = null)
    {
        Directory.CreateDirectory(PathOf("sys"));
        Directory.CreateDirectory(PathOf("proc"));
        if (name is null) return;
        string fixture = Path.Combine(AppContext.BaseDirectory, "Machines", name);
        foreach (string line in File.ReadLines(Path.Combine(fixture, "sys.tree")).Where(line => !line.StartsWith('#')))
        {
            string[] parts = line.Split(" = ", 2);
            Write(parts[0], parts[1]);
        }

        File.Copy(Path.Combine(fixture, "proc", "cpuinfo"), PathOf("proc/cpuinfo"));
    }

    public PseudoFs Sys => new(PathOf("sys"));

    public CpuTopology Topology => CpuTopology.Read(Sys, new PseudoFs(PathOf("proc")));

    public string PathOf(string relative) => Path.Combine(_root, relative);

    /// <summary>Writes a file of /sys with the line feed that the kernel ends it with.</summary>
    public void Write(string path, string text)
    {
        string full = PathOf("sys/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text + "\n");
    }

    public void Write(string path, long number) => Write(path, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Puts a link to a real file in place of a file of /sys, for outcomes that only a kernel gives.</summary>
    public void Link(string path, string target)
    {
        string full = PathOf("sys/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Delete(full);
        File.CreateSymbolicLink(full, target);
    }

    public void Remove(string path) => File.Delete(PathOf("sys/" + path));

    public void Zone(string node, string name, long microjoules, long range = 262_143_328_850)
    {
        Write($"class/powercap/{node}/name", name);
        Write($"class/powercap/{node}/energy_uj", microjoules);
        Write($"class/powercap/{node}/max_energy_range_uj", range);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
