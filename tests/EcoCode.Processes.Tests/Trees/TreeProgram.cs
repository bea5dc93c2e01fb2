using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>The program of tests/Programs/tree.c, compiled once by the machine's C compiler.</summary>
internal static class TreeProgram
{
    private static readonly Lazy<string?> Compiled = new(Compile);

    /// <summary>Its path. Skips the test where there is no C compiler.</summary>
    internal static string Path
    {
        get
        {
            Assert.SkipWhen(Compiled.Value is null, "no C compiler: `cc` could not compile tests/Programs/tree.c");
            return Compiled.Value!;
        }
    }

    private static string? Compile()
    {
        string folder = System.IO.Path.Join(AppContext.BaseDirectory, "Programs");
        string program = System.IO.Path.Join(folder, "tree");
        string[] words = ["cc", "-std=gnu17", "-O1", "-pthread", "-o", program, System.IO.Path.Join(folder, "tree.c")];
        if (Launch.Start(CommandLine.Of(words), out int pid) != 0) return null;
        return Bystander.Reap(pid) == new CommandEnd(0, null) ? program : null;
    }
}
