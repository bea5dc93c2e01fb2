using System.Globalization;
using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Cli.Local;

/// <summary>The process whose tree a sidecar measures.</summary>
/// <param name="Pid">Its pid.</param>
/// <param name="Started">When it started, in clock ticks after boot; null where only the pid was said.</param>
internal readonly record struct SidecarRoot(int Pid, long? Started)
{
    /// <summary>Reads <c>4242</c> or <c>4242:81273</c>.</summary>
    internal static bool TryParse(string text, out SidecarRoot root)
    {
        root = default;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        long started = 0;
        string pid = colon < 0 ? text : text[..colon];
        if (!int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number <= 0) return false;
        if (colon >= 0 && !long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out started)) return false;
        root = new SidecarRoot(number, colon < 0 ? null : started);
        return true;
    }

    /// <summary>Whether it lives, and is the one that was meant and not another that got its pid.</summary>
    internal bool Lives(PseudoFs proc) => ProcessIdentity.TryStarted(proc, Pid, out long started) && (Started is null || Started == started);
}
