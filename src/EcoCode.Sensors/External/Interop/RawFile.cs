using System.Runtime.InteropServices;
using EcoCode.Host;

namespace EcoCode.Sensors.External.Interop;

/// <summary>Opens, reads and closes a file without allocating.</summary>
internal static class RawFile
{
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;

    /// <param name="path">UTF-8, ended by a NUL.</param>
    /// <param name="into">Filled from the start of the file.</param>
    /// <param name="length">Bytes read.</param>
    internal static unsafe ReadOutcome TryRead(byte[] path, Span<byte> into, out int length)
    {
        length = 0;
        fixed (byte* name = path, buffer = into)
        {
            int file = Spawn.Open(name, Spawn.ReadOnly | Spawn.CloseOnExec | Spawn.NonBlock);
            if (file < 0) return Marshal.GetLastPInvokeError() is NotPermitted or AccessDenied ? ReadOutcome.Denied : ReadOutcome.Gone;
            nint read = Spawn.Read(file, buffer, (nuint)into.Length);
            _ = Spawn.Close(file);
            if (read < 0) return ReadOutcome.NotSupported;
            length = (int)read;
            return ReadOutcome.Ok;
        }
    }
}
