using System.ComponentModel;
using System.Diagnostics;

namespace EcoCode.Cli.Diagnosing;

/// <summary>Groups of this machine.</summary>
internal static class SystemGroup
{
    /// <summary>Makes a system group by groupadd(8).</summary>
    internal static bool TryMake(string name)
    {
        try
        {
            using var groupadd = Process.Start("groupadd", ["--system", name]);
            groupadd.WaitForExit();
            return groupadd.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
