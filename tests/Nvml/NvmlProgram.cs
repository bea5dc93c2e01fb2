using System.Diagnostics;

namespace EcoCode.Nvml;

/// <summary>The library of tests/Programs/nvml.c, compiled once by the machine's C compiler.</summary>
internal static class NvmlProgram
{
    private const string Name = "libnvidia-ml.so.1";

    private static readonly Lazy<string?> Compiled = new(Compile);

    /// <summary>Copies the library into a folder, with the script that its GPUs follow. Skips the test where there is no C compiler.</summary>
    /// <returns>Its path.</returns>
    internal static string CopyTo(string folder, IEnumerable<string> script)
    {
        Assert.SkipWhen(Compiled.Value is null, "no C compiler: `cc` could not compile tests/Programs/nvml.c");
        string path = Path.Join(folder, Name);
        File.Copy(Compiled.Value!, path);
        File.WriteAllLines(path + ".script", script);
        return path;
    }

    private static string? Compile()
    {
        string folder = Path.Join(AppContext.BaseDirectory, "Programs"), library = Path.Join(folder, "nvml.so");
        try
        {
            using Process compiler = Process.Start("cc", ["-std=gnu17", "-shared", "-fPIC", "-O1", "-pthread", "-o", library, Path.Join(folder, "nvml.c")]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
