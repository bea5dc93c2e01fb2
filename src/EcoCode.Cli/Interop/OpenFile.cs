using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Cli.Interop;

/// <summary>Who owns a file that is open, and who may read it, of the C library.</summary>
internal static unsafe partial class OpenFile
{
    /// <summary>AT_EMPTY_PATH: the descriptor itself is meant.</summary>
    private const int Itself = 0x1000;

    /// <summary>STATX_MODE and STATX_UID.</summary>
    private const uint ModeAndUser = 0x2 | 0x8;

    /// <summary>struct statx of linux/stat.h, the same on all architectures: 256 bytes, the user at 20 and the mode at 28.</summary>
    private const int Size = 256, UserAt = 20, ModeAt = 28;

    /// <summary>The permission bits of group and others.</summary>
    private const ushort Others = 0x3F;

    /// <summary>The user that this process acts as.</summary>
    internal static uint CurrentUser => EffectiveUser();

    /// <summary>Whose a file is, and whether group or others may do anything with it; false where the system does not tell.</summary>
    internal static bool TryLook(SafeFileHandle file, out uint user, out bool isOpenToOthers)
    {
        byte* facts = stackalloc byte[Size];
        bool told = Statx(file, "", Itself, ModeAndUser, facts) == 0;
        user = told ? *(uint*)(facts + UserAt) : 0;
        isOpenToOthers = told && (*(ushort*)(facts + ModeAt) & Others) != 0;
        return told;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle folder, string path, int flags, uint mask, byte* facts);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
