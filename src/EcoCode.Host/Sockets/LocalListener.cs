using System.Diagnostics.CodeAnalysis;
using EcoCode.Host.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host.Sockets;

/// <summary>Where other processes of the machine may connect.</summary>
public sealed class LocalListener : IDisposable
{
    private LocalListener(SafeFileHandle handle, LocalAddress address) => (Handle, Address) = (handle, address);

    /// <summary>Its address.</summary>
    public LocalAddress Address { get; }

    internal SafeFileHandle Handle { get; }

    /// <summary>Whether that errno says that somebody else has the address.</summary>
    public static bool IsTaken(int error) => error == UnixSockets.AddressInUse;

    /// <summary>Takes an address and listens. Of several that try the same, one succeeds. A file whose owner has ended without removing it is replaced.</summary>
    /// <param name="address">The address.</param>
    /// <param name="listener">Who listens there.</param>
    /// <param name="error">Otherwise the errno that says why not.</param>
    /// <param name="prepare">Gives a file its mode and group, before anyone can connect.</param>
    public static bool TryListen(LocalAddress address, [NotNullWhen(true)] out LocalListener? listener, out int error, Action<string>? prepare = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        SafeFileHandle handle = UnixSockets.Create();
        error = handle.IsInvalid ? UnixSockets.LastError : UnixSockets.Bind(handle, address);
        if (IsTaken(error) && !address.IsAbstract && IsAbandoned(address))
        {
            File.Delete(address.Text);
            error = UnixSockets.Bind(handle, address);
        }

        if (error == 0 && !address.IsAbstract) prepare?.Invoke(address.Text);
        if (error == 0) error = UnixSockets.Listen(handle);
        listener = error == 0 ? new LocalListener(handle, address) : null;
        if (listener is null) handle.Dispose();
        return listener is not null;
    }

    /// <summary>Lets the next one in that waits. False where nobody does.</summary>
    public bool TryAccept([NotNullWhen(true)] out LocalSocket? socket)
    {
        SafeFileHandle handle = UnixSockets.Accept(Handle);
        socket = !handle.IsInvalid && UnixSockets.TryPeer(handle, out LocalPeer peer) ? new LocalSocket(handle, peer) : null;
        if (socket is null) handle.Dispose();
        return socket is not null;
    }

    public void Dispose()
    {
        // The file first: who finds it no longer is not refused.
        if (!Handle.IsClosed && !Address.IsAbstract) File.Delete(Address.Text);
        Handle.Dispose();
    }

    private static bool IsAbandoned(LocalAddress address)
    {
        if (!LocalSocket.TryConnect(address, out LocalSocket? other, out int error)) return error == UnixSockets.ConnectionRefused;
        other.Dispose();
        return false;
    }
}
