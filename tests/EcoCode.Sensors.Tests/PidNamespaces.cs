using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Sensors.Tests;

/// <summary>A container's /proc and its host's, as folders. The test itself is process 7 in the container, and 4007 on the host.</summary>
internal sealed class PidNamespaces : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-pids-").FullName;

    internal PidNamespaces()
    {
        Directory.CreateDirectory(Path.Join(_root, "own/self/ns"));
        File.CreateSymbolicLink(Path.Join(_root, "own/self/ns/pid"), "pid:[4026532999]");
        Write("host/2/status", "Name:\tkthreadd\nNSpid:\t2\n");
        File.CreateSymbolicLink(Path.Join(_root, "host/self"), "4007");
        Add(4007, 7);
    }

    /// <summary>Processes that have the pids here that they have on the host.</summary>
    internal static DriverPids Same { get; } = DriverPids.Find(new PseudoFs("/nowhere"), new PseudoFs("/nowhere"));

    internal PseudoFs Host => new(Path.Join(_root, "host"));

    internal PseudoFs Own => new(Path.Join(_root, "own"));

    /// <summary>As seen with the host's /proc mounted.</summary>
    internal DriverPids WithHost() => DriverPids.Find(Host, Own);

    /// <summary>As seen from a container to which nothing was given.</summary>
    internal DriverPids WithoutHost() => DriverPids.Find(Own, Own);

    /// <summary>Adds a process of the container.</summary>
    internal void Add(int host, int own)
    {
        AddHost(host, start: own * 100, host, own);
        Write($"own/{own}/stat", Stat(own, own * 100));
    }

    /// <summary>Adds a process to the host's alone: another container's, or none's.</summary>
    internal void AddHost(int pid, int start, params int[] pids)
    {
        Write($"host/{pid}/stat", Stat(pid, start));
        Write($"host/{pid}/status", $"Name:\tany\nNSpid:\t{string.Join('\t', pids.Length == 0 ? [pid] : pids)}\nThreads:\t1\n");
    }

    /// <summary>Has a process of the container open a GPU.</summary>
    internal void OpenGpu(int own)
    {
        Directory.CreateDirectory(Path.Join(_root, $"own/{own}/fd"));
        File.CreateSymbolicLink(Path.Join(_root, $"own/{own}/fd/5"), "/dev/nvidiactl");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>The 22nd field is when it began; the second, its name, is as nasty as names may be.</summary>
    private static string Stat(int pid, int start)
        => string.Create(CultureInfo.InvariantCulture, $"{pid} (a) R 1 (b) S 1 {pid} {pid} 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 {start} 0 0\n");

    private void Write(string relative, string text)
    {
        string path = Path.Join(_root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
