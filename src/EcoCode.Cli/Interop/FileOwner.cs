using System.Runtime.InteropServices;

namespace EcoCode.Cli.Interop;

/// <summary>Who owns and reads a file, of the C library.</summary>
internal static partial class FileOwner
{
    private const uint Same = uint.MaxValue;

    /// <summary>W_OK and X_OK.</summary>
    private const int WriteAndSearch = 2 | 1;

    /// <summary>Gives a file to a group, and sets its permission bits; its user stays.</summary>
    /// <returns>0, or errno.</returns>
    internal static int Give(string path, uint group, UnixFileMode mode)
        => ChangeOwner(path, Same, group) == 0 && ChangeMode(path, (uint)mode) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Whether this process may make files in a folder.</summary>
    internal static bool MayWrite(string folder) => Access(folder, WriteAndSearch) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(string path, uint mode);
}
