using System.Net.Sockets;

namespace EcoCode.Agent.Serving;

/// <summary>What an agent that was killed leaves behind: the file of a Unix socket at which nobody answers.</summary>
internal static class StaleSocket
{
    /// <summary>Removes the file if nobody answers there; one that is alive, or that has anything in it, stays.</summary>
    internal static void Remove(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused && IsEmpty(path))
        {
            File.Delete(path);
        }
        catch (SocketException)
        {
            // There is nothing, or nothing that is ours: who listens there finds out.
        }
    }

    /// <summary>Connecting to a file that is no socket is refused as well (connect(2)); a socket has no length.</summary>
    private static bool IsEmpty(string path) => new FileInfo(path) is { Exists: true, Length: 0 };
}
