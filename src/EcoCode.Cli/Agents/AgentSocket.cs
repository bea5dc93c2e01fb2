using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using EcoCode.Cli.Diagnosing;
using EcoCode.Cli.Interop;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;

namespace EcoCode.Cli.Agents;

/// <summary>Where the agent answers the local API.</summary>
internal static class AgentSocket
{
    private const string SystemFolder = "/run/ecocode", FileName = "agent.sock";

    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>The place where nothing is said: the system's for root and for whom its folder was made, else the user's own.</summary>
    internal static string? Usual(Func<string, string?> environment)
    {
        if (OpenFile.CurrentUser == 0 || IsWritable(SystemFolder)) return Path.Join(SystemFolder, FileName);
        return environment("XDG_RUNTIME_DIR") is { Length: > 0 } own && Path.IsPathRooted(own) ? Path.Join(own, "ecocode", FileName) : null;
    }

    /// <summary>Listens there. The group `ecocode` may connect, where there is one.</summary>
    internal static bool TryListen(string path, [NotNullWhen(true)] out LocalListener? listener, [NotNullWhen(false)] out Note? problem)
    {
        listener = null;
        if (!LocalAddress.TryParse(path, out LocalAddress? address) || !Path.IsPathRooted(path))
        {
            problem = Refused(path, "it is no absolute path of at most 107 bytes");
            return false;
        }

        try
        {
            string folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder)) Directory.CreateDirectory(folder);
            problem = LocalListener.TryListen(address, out listener, out int error, Give) ? null
                : Refused(path, LocalListener.IsTaken(error) ? "another agent answers there" : Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = Refused(path, exception is UnauthorizedAccessException ? "permission denied" : exception.Message.TrimEnd('.').ToLowerInvariant());
        }

        return problem is null;
    }

    private static Note Refused(string path, string reason)
        => new("ECO7010", $"cannot answer at the socket `{path}`: {reason}", "`--socket PATH` takes another place, `--no-socket` none");

    /// <summary>Before anybody can connect. Where the group can't be given, the socket stays that of this user.</summary>
    private static void Give(string path)
    {
        if (RaplAccess.GroupOf("/") is { } group && FileOwner.Give(path, group, Mode) == 0) return;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static bool IsWritable(string folder) => Directory.Exists(folder) && FileOwner.MayWrite(folder);
}
