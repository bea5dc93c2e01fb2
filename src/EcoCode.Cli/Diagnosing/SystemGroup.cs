using EcoCode.Cli.Measuring;
using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Groups of this machine.</summary>
internal static class SystemGroup
{
    /// <summary>Makes a system group by groupadd(8).</summary>
    internal static bool TryMake(string name) => PrepareCommand.Execute(CommandLine.Of(["groupadd", "--system", name])) == 0;
}
