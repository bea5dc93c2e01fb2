using System.Buffers.Text;
using EcoCode.Host.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host;

/// <summary>An open file of a pseudo-filesystem, read again and again from its start without allocating.</summary>
public sealed class PseudoFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private PseudoFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens a file for reading.</summary>
    /// <returns><see cref="ReadOutcome.Ok"/> with the file, or why there is none.</returns>
    public static ReadOutcome TryOpen(string path, out PseudoFile? file)
    {
        file = null;
        SafeFileHandle handle = Libc.Open(path, Libc.ReadOnly | Libc.CloseOnExec | Libc.NonBlock);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            return FromErrno(System.Runtime.InteropServices.Marshal.GetLastPInvokeError());
        }

        file = new PseudoFile(handle);
        return ReadOutcome.Ok;
    }

    /// <summary>Reads from an offset into a buffer; 0 bytes is the end of the file.</summary>
    public unsafe ReadOutcome TryRead(Span<byte> into, long offset, out int length)
    {
        nint read;
        fixed (byte* buffer = into)
        {
            read = Libc.PRead(_handle, buffer, (nuint)into.Length, offset);
        }

        length = read < 0 ? 0 : (int)read;
        return read < 0 ? FromErrno(System.Runtime.InteropServices.Marshal.GetLastPInvokeError()) : ReadOutcome.Ok;
    }

    /// <summary>Reads a file that holds one non-negative decimal integer, white space around it allowed.</summary>
    /// <returns><see cref="ReadOutcome.Malformed"/> for anything else: empty, a sign, garbage, more than 64 bits hold.</returns>
    public ReadOutcome TryReadCount(out long value)
    {
        value = 0;
        Span<byte> buffer = stackalloc byte[64];
        ReadOutcome outcome = TryRead(buffer, 0, out int length);
        if (outcome != ReadOutcome.Ok) return outcome;
        ReadOnlySpan<byte> text = System.MemoryExtensions.Trim(buffer[..length], " \t\r\n"u8);
        if (text.IsEmpty || !Utf8Parser.TryParse(text, out value, out int used) || used != text.Length || value < 0)
        {
            value = 0;
            return ReadOutcome.Malformed;
        }

        return ReadOutcome.Ok;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static ReadOutcome FromErrno(int errno) => errno switch
    {
        Libc.NoEntry or Libc.NoProcess or Libc.NoDevice or Libc.NoDeviceOrAddress or Libc.NotADirectory => ReadOutcome.Gone,
        Libc.NotPermitted or Libc.AccessDenied => ReadOutcome.Denied,
        _ => ReadOutcome.NotSupported,
    };
}
