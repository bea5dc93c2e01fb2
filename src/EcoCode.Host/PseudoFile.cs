using System.Buffers.Text;
using System.Runtime.InteropServices;
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
            int errno = Marshal.GetLastPInvokeError();
            handle.Dispose();
            return Libc.OutcomeOf(errno);
        }

        file = new PseudoFile(handle);
        return ReadOutcome.Ok;
    }

    /// <summary>Reads from an offset into a buffer; 0 bytes is the end of the file.</summary>
    public ReadOutcome TryRead(Span<byte> into, long offset, out int length)
    {
        nint read = Libc.PRead(_handle, into, offset);
        length = read < 0 ? 0 : (int)read;
        return read < 0 ? Libc.OutcomeOf(Marshal.GetLastPInvokeError()) : ReadOutcome.Ok;
    }

    /// <summary>Reads a file that holds one non-negative decimal integer, white space around it allowed.</summary>
    /// <returns><see cref="ReadOutcome.Malformed"/> for anything else: empty, a sign, garbage, beyond 2^63 - 1, or 64 bytes and more.</returns>
    public ReadOutcome TryReadCount(out long value)
    {
        value = 0;
        Span<byte> buffer = stackalloc byte[64];
        ReadOutcome outcome = TryRead(buffer, 0, out int length);
        if (outcome != ReadOutcome.Ok) return outcome;
        ReadOnlySpan<byte> text = MemoryExtensions.Trim(buffer[..length], " \t\r\n"u8);
        // A full buffer may hold the first part of a number only. The parser would take a sign, so the first byte must be a digit.
        if (length == buffer.Length || text.IsEmpty || !char.IsAsciiDigit((char)text[0])
            || !Utf8Parser.TryParse(text, out value, out int used) || used != text.Length)
        {
            value = 0;
            return ReadOutcome.Malformed;
        }

        return ReadOutcome.Ok;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
