using System.Runtime.InteropServices;
using EcoCode.Cli.Streams;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Cli.Interop;

/// <summary>Takes this process out of the terminal and the group of whoever started it.</summary>
internal static partial class Detachment
{
    private const int ReadWrite = 2;

    /// <summary>
    /// A session of its own, so that neither a terminal's signals nor one to the group of its parent come here; and nothing of the standard streams, so
    /// that who reads them to their end does not wait for this process. A file on standard error, which nobody waits for, is kept for complaints.
    /// </summary>
    internal static void Detach()
    {
        // It fails for who leads a group, which then is a group of its own already.
        _ = NewSession();
        using SafeFileHandle nowhere = Open("/dev/null", ReadWrite);
        if (nowhere.IsInvalid) return;
        for (int descriptor = 0; descriptor <= StandardStream.Error; descriptor++)
        {
            if (descriptor < StandardStream.Error || !IsFile(descriptor)) _ = Duplicate(nowhere, descriptor);
        }
    }

    /// <summary>Only what has a place in it can be sought in: pipes, sockets and terminals have none.</summary>
    private static bool IsFile(int descriptor) => Seek(descriptor, 0, 1) >= 0 && !Terminal.IsTerminal(descriptor);

    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial long Seek(int descriptor, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(SafeFileHandle from, int to);
}
