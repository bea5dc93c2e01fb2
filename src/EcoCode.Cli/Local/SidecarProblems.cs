using System.Globalization;
using EcoCode.Quantities;

namespace EcoCode.Cli.Local;

/// <summary>What keeps a sidecar from becoming one.</summary>
internal static class SidecarProblems
{
    internal static Note Taken(string address) => new("ECO7221", $"another sidecar has the name `{address}`", "connect to that one");

    internal static Note NoRoot(int pid) => new("ECO7222", string.Create(CultureInfo.InvariantCulture, $"there is no process {pid} of that start"), "give the process that is to be measured, while it lives");

    internal static Note NoSocket(int descriptor) => new("ECO7223", string.Create(CultureInfo.InvariantCulture, $"descriptor {descriptor} is no local stream socket"), "hand on one end of socketpair(2), and do not have it closed at exec");

    internal static Note NotBound(string address, int error)
        => new("ECO7224", $"`{address}` can't be listened at: {System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}");

    internal static Note NoMetrics(int port, string why) => new("ECO7228", string.Create(CultureInfo.InvariantCulture, $"metrics can't be served at port {port}: {why}"), "give another port, or none");

    internal static Note BrokeOff(string run)
        => new("ECO7229", $"the measuring broke off in run {run} and began anew here: what was used until then is in no figure of this one", $"`ecocode show {run}` has it, up to the last second that was kept");

    internal static Note Mute() => new("ECO7225", "nobody could talk to this sidecar", "`--fd` is a socket, `--socket @name` a name");

    internal static Note WrongRoot(string text) => new("ECO7226", $"`{text}` is no process", "`--root 4242`, or `--root 4242:81273` with the start as in /proc/4242/stat");

    internal static Note WrongName(string text) => new("ECO7227", $"`{text}` is no address of a local socket", "`--socket @name`, of at most 107 bytes");
}
