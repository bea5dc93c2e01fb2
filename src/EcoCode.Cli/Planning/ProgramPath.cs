namespace EcoCode.Cli.Planning;

/// <summary>Whether there is a program, by the rule of execvp(3).</summary>
internal static class ProgramPath
{
    /// <summary>Whether there is a file of that name: as a path where it has a slash, else in one of the folders of PATH.</summary>
    /// <param name="program">As typed.</param>
    /// <param name="path">The value of PATH; null where there is none, and the system's own default holds, which is not looked at.</param>
    internal static bool Exists(string program, string? path)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return File.Exists(program);

        // An empty folder in PATH is the working directory.
        return path is null || path.Split(':').Any(folder => File.Exists(Path.Join(folder.Length > 0 ? folder : ".", program)));
    }
}
