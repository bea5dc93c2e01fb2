namespace EcoCode.Cli.Configuration;

/// <summary>A key of <c>ecocode.json</c>.</summary>
/// <param name="Name">As it is written: that of the option, with underscores. A dot stands for an object: <c>grid.provider</c> is <c>provider</c> within <c>grid</c>.</param>
/// <param name="Option">The option that it stands for, or null where only files, the environment or the Python package know it.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Default">What holds where nothing is said, or null.</param>
/// <param name="Description">What it is, one sentence.</param>
/// <param name="OwnFilesOnly">Whether it counts only in the user's and the system's file: it runs a program, says what is read and written, or is about all runs.</param>
internal sealed record ConfigKey(string Name, string? Option, ValueKind Kind, string? Default, string Description, bool OwnFilesOnly = false)
{
    private const string PythonPackage = "ecotrack.";

    /// <summary>The variable that goes before it. What is the Python package's alone has its name in front, not EcoCode's.</summary>
    internal string Variable => ((Name.StartsWith(PythonPackage, StringComparison.Ordinal) ? "" : "ECOCODE_")
        + (Option?[2..].Replace('-', '_') ?? Name.Replace('.', '_'))).ToUpperInvariant();
}
