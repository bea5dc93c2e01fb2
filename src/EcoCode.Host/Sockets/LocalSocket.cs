using System.Diagnostics.CodeAnalysis;
using EcoCode.Host.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host.Sockets;

/// <summary>One end of a connection between two processes of a machine. Nothing here blocks.</summary>
/// <remarks>Not System.Net.Sockets: its assemblies and threads would cost the start of every run more than all the rest of what listens.</remarks>
public sealed class LocalSocket : IDisposable
{
    internal LocalSocket(SafeFileHandle handle, LocalPeer peer) => (Handle, Peer) = (handle, peer);

    /// <summary>Who is at the other end.</summary>
    public LocalPeer Peer { get; }

    internal SafeFileHandle Handle { get; }

    /// <summary>Connects.</summary>
    /// <param name="address">To whom.</param>
    /// <param name="socket">The connection.</param>
    /// <param name="error">Otherwise the errno that says why not.</param>
    public static bool TryConnect(LocalAddress address, [NotNullWhen(true)] out LocalSocket? socket, out int error)
    {
        ArgumentNullException.ThrowIfNull(address);
        SafeFileHandle handle = UnixSockets.Create();
        error = handle.IsInvalid ? UnixSockets.LastError : UnixSockets.Connect(handle, address);
        if (error == 0 && UnixSockets.TryPeer(handle, out LocalPeer peer))
        {
            socket = new LocalSocket(handle, peer);
            return true;
        }

        handle.Dispose();
        socket = null;
        return false;
    }

    /// <summary>Takes a descriptor that this process has got from its parent. False where it is no local stream socket.</summary>
    public static bool TryInherit(int descriptor, [NotNullWhen(true)] out LocalSocket? socket)
    {
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        bool told = UnixSockets.TryPeer(handle, out LocalPeer peer);
        if (told) UnixSockets.CloseAtExec(handle);
        else handle.SetHandleAsInvalid();
        socket = told ? new LocalSocket(handle, peer) : null;
        return told;
    }

    /// <summary>Reads what is there.</summary>
    /// <param name="into">At least one byte.</param>
    /// <param name="read">How much was read; 0 where nothing is there yet.</param>
    /// <returns>False where no more will come.</returns>
    public bool TryRead(Span<byte> into, out int read)
    {
        nint got = UnixSockets.Receive(Handle, into);
        read = (int)Math.Max(0, got);
        return got > 0 || (got < 0 && UnixSockets.LastError is UnixSockets.TryAgain or UnixSockets.Interrupted);
    }

    /// <summary>Writes as much as there is room for.</summary>
    /// <param name="bytes">What is to be written.</param>
    /// <param name="written">How much was; 0 where there is no room now.</param>
    /// <returns>False where the other end is gone.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes, out int written)
    {
        nint gone = UnixSockets.Send(Handle, bytes);
        written = (int)Math.Max(0, gone);
        return gone >= 0 || UnixSockets.LastError is UnixSockets.TryAgain or UnixSockets.Interrupted;
    }

    public void Dispose() => Handle.Dispose();
}
