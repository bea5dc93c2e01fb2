using System.Diagnostics.CodeAnalysis;
using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;
using EcoCode.Telemetry.Local;

namespace EcoCode.Cli.Local;

/// <summary>Makes this process the sidecar of another, or says on the socket why it is none.</summary>
internal static class SidecarStart
{
    /// <summary>Takes the descriptor and the name. Of several sidecars with one name, one gets it; so the name is asked for before anything else is done.</summary>
    /// <param name="root">Whose tree is measured.</param>
    /// <param name="descriptor">An inherited socket, or null.</param>
    /// <param name="name">A name to listen at, or null.</param>
    /// <param name="door">Where clients are let in.</param>
    /// <param name="problem">Otherwise why not.</param>
    internal static bool TryOpen(SidecarRoot root, int? descriptor, string? name, [NotNullWhen(true)] out LocalDoor? door, [NotNullWhen(false)] out Note? problem)
    {
        LocalSocket? client = null;
        LocalListener? listener = null;
        door = null;
        if (descriptor is { } inherited && !LocalSocket.TryInherit(inherited, out client))
        {
            problem = SidecarProblems.NoSocket(inherited);
            return false;
        }

        problem = Listen(name, out listener);
        if (problem is null && !root.Lives(new PseudoFs("/proc"))) problem = SidecarProblems.NoRoot(root.Pid);
        if (problem is null)
        {
            door = LocalDoor.OfSidecar(listener, client);
            return true;
        }

        Refuse(client, problem);
        listener?.Dispose();
        client?.Dispose();
        return false;
    }

    /// <summary>Whether it says that somebody else is the sidecar already.</summary>
    internal static bool IsTaken(Note problem) => problem.Code == SidecarProblems.Taken("").Code;

    /// <summary>Tells whoever waits on the socket that there will be no sidecar.</summary>
    internal static void Refuse(LocalSocket? client, Note problem) => client?.TryWrite(LocalLine.Refusal(problem), out _);

    private static Note? Listen(string? name, out LocalListener? listener)
    {
        listener = null;
        if (name is null) return null;
        if (!LocalAddress.TryParse(name, out LocalAddress? address)) return SidecarProblems.WrongName(name);
        if (LocalListener.TryListen(address, out listener, out int error)) return null;
        return LocalListener.IsTaken(error) ? SidecarProblems.Taken(name) : SidecarProblems.NotBound(name, error);
    }
}
