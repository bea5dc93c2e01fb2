using EcoCode.Quantities;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Why <c>doctor</c> could not do what it was told to.</summary>
internal static class DoctorProblems
{
    internal static Note NotRoot(string verb) => new("ECO6021", "only root may change who reads the counters; nothing was changed", $"`sudo ecocode doctor {verb} rapl`");

    internal static Note NoCounters() => new("ECO6022", "there is no energy counter to open here", "`ecocode doctor` says why");

    internal static Note NotApplied(string reason) => new("ECO6023", $"the counters are not open to the group `{RaplAccess.Group}`: {reason}", "`sudo ecocode doctor --unfix rapl` takes back what was done");

    internal static Note NotCaptured(string file, string reason) => new("ECO6024", $"cannot write `{file}`: {reason}", "name a file in a folder that you may write to");
}
