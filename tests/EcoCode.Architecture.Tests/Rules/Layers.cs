using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>Who may use whom: the way the data flows, and nothing else. docs/architecture.md gives the reasons.</summary>
internal static partial class Layers
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Quantities"] = [],
        ["Host"] = [],
        ["Sensors"] = ["Quantities", "Host"],
        ["Processes"] = ["Quantities", "Host"],
        ["Metering"] = ["Sensors", "Processes", "Quantities", "Host"],
        ["Impact"] = ["Quantities"],
        ["Ledger"] = ["Quantities", "Metering", "Impact"],
        ["Report"] = ["Ledger", "Quantities"],
        ["Telemetry"] = ["Ledger", "Impact", "Metering", "Processes", "Sensors", "Quantities", "Host"],

        // A snapshot names parts, processes and outcomes by the types of those who found them.
        ["Tui"] = ["Quantities", "Metering", "Impact", "Ledger", "Sensors", "Processes", "Host"],
        ["Agent"] = ["Quantities", "Host", "Sensors", "Processes", "Metering", "Impact", "Ledger", "Telemetry"],
        ["Cli"] = ["Quantities", "Host", "Sensors", "Processes", "Metering", "Impact", "Ledger", "Report", "Tui", "Telemetry", "Agent"],
    };

    /// <summary>References of a csproj that it may not have.</summary>
    public static IEnumerable<string> BrokenBy(ProjectFile project) => Broken(project.Path, project.Name, project.References);

    /// <summary>Namespaces named in a source file, by a using or in full, that it may not know.</summary>
    public static IEnumerable<string> BrokenBy(SourceFile file)
        => Broken(file.Path, file.Project, Qualified().Matches(file.Code).Select(match => match.Value).Distinct());

    private static IEnumerable<string> Broken(string path, string user, IEnumerable<string> used)
        => MayUse.TryGetValue(Short(user), out string[]? allowed)
            ? used.Where(name => name != user && !allowed.Contains(Short(name))).Select(name => $"{path}: {user} may not use {name}")
            : [$"{path}: {user} has no place among the layers"];

    private static string Short(string project) => project["EcoCode.".Length..];

    /// <summary>Not after a dot: EcoCode's own part of a snapshot is a property of this name.</summary>
    [GeneratedRegex(@"(?<![\w.])EcoCode\.[A-Z]\w*")]
    private static partial Regex Qualified();
}
