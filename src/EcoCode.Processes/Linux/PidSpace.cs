using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>How the pids that a /proc shows relate to those of this process's own PID namespace.</summary>
internal static class PidSpace
{
    /// <summary>The pid under which a /proc shows this process (proc(5), /proc/self); <c>null</c> when it does not tell.</summary>
    internal static int? Self(PseudoFs proc) => int.TryParse(proc.LinkText("self"), NumberStyles.None, CultureInfo.InvariantCulture, out int own) ? own : null;
}
