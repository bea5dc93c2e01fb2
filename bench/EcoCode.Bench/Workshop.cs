using System.Reflection;

namespace EcoCode.Bench;

/// <summary>What all topics work with: the programs, and a folder for what they leave.</summary>
internal sealed class Workshop : IDisposable
{
    private Workshop(string ecocode)
    {
        Ecocode = ecocode;
        Folder = Directory.CreateTempSubdirectory("ecocode-bench-").FullName;

        // What is measured here is nobody's history.
        Environment.SetEnvironmentVariable("ECOCODE_LEDGER", PathOf("ledger.db"));

        // Measured programs may run as another user.
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_111_111);
        Load = Compile("load");
        Floor = Compile("floor");
    }

    /// <summary>The published file.</summary>
    internal string Ecocode { get; }

    /// <summary>bench/load.c, compiled.</summary>
    internal string Load { get; }

    /// <summary>bench/floor.c, compiled.</summary>
    internal string Floor { get; }

    private string Folder { get; }

    private static string Root => typeof(Workshop).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    internal static Workshop Open()
    {
        string ecocode = Environment.GetEnvironmentVariable("ECOCODE_BENCH_BINARY") ?? Path.Join(Root, "artifacts", "ecocode");
        return File.Exists(ecocode) ? new Workshop(ecocode) : throw new InvalidOperationException($"there is no {ecocode}; `./build.sh publish` makes it");
    }

    /// <summary>A path for something temporary.</summary>
    internal string PathOf(string name) => Path.Join(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Compile(string name)
    {
        Child.Run(["cc", "-O2", "-o", PathOf(name), Path.Join(Root, "bench", name + ".c")], PathOf("cc.txt"));
        return PathOf(name);
    }
}
