using EcoCode.Host.Interop;

namespace EcoCode.Host.Sockets;

/// <summary>Who is at the other end of a local socket, as the kernel tells (SO_PEERCRED).</summary>
/// <param name="Pid">The process that connected, or made the pair; 0 where it is of a PID namespace that can't be seen from here.</param>
/// <param name="User">The user that it acted as then.</param>
public readonly record struct LocalPeer(int Pid, uint User)
{
    /// <summary>Whether it is this process's own user, or root.</summary>
    public bool IsOwnOrRoot => User == 0 || User == UnixSockets.CurrentUser;
}
