using EcoCode.Host;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>Whether NVIDIA's driver is there, told without loading anything.</summary>
public static class NvidiaDriver
{
    /// <summary>The name under which the dynamic linker finds NVIDIA's management library.</summary>
    public static string LibraryName => NvmlLibrary.FileName;

    private static readonly string[] Folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib/aarch64-linux-gnu", "/usr/lib"];

    /// <summary>Whether the kernel driver is loaded; under WSL it is Windows that has it.</summary>
    /// <param name="proc">The host's /proc.</param>
    /// <param name="dev">The host's /dev.</param>
    public static bool IsLoaded(PseudoFs proc, PseudoFs dev)
    {
        ArgumentNullException.ThrowIfNull(proc);
        ArgumentNullException.ThrowIfNull(dev);
        return proc.Exists("driver/nvidia/version") || dev.Exists("nvidiactl") || dev.Exists("dxg");
    }

    /// <summary>Where the library lies in one of the usual folders; <c>null</c> when it does not.</summary>
    public static string? InstalledLibrary() => Array.Find(Array.ConvertAll(Folders, folder => $"{folder}/{LibraryName}"), File.Exists);
}
