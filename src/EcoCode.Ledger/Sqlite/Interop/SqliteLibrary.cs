using System.Runtime.InteropServices;

namespace EcoCode.Ledger.Sqlite.Interop;

/// <summary>Loads the SQLite that is embedded in this assembly from memory: EcoCode stays one file, and unpacks none onto the disk.</summary>
internal static unsafe partial class SqliteLibrary
{
    private const string Name = "libe_sqlite3.so";

    /// <summary>MFD_CLOEXEC, and MFD_EXEC, which kernels before 6.3 do not know and later ones may ask for (vm.memfd_noexec).</summary>
    private const uint CloseOnExec = 1, Executable = 0x10;

    /// <summary>MADV_DONTNEED.</summary>
    private const int DontNeed = 4;

    private const string C = "libc";

    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>Has it loaded, once.</summary>
    /// <exception cref="DllNotFoundException">It can't be loaded here.</exception>
    internal static void Use() => _ = Loaded.Value;

    private static nint Load()
    {
        nint library = FromMemory();
        NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, (name, _, _) => name == Sqlite3.Library ? library : 0);
        return library;
    }

    private static nint FromMemory()
    {
        using var image = (UnmanagedMemoryStream)(typeof(SqliteLibrary).Assembly.GetManifestResourceStream(Name) ?? throw new DllNotFoundException($"{Name} is not embedded"));
        int file = CreateMemory(Name, CloseOnExec | Executable);
        if (file < 0) file = CreateMemory(Name, CloseOnExec);
        if (file < 0) throw new DllNotFoundException($"memfd_create: {Marshal.GetLastPInvokeErrorMessage()}");
        try
        {
            for (long left = image.Length; left > 0;)
            {
                nint written = Write(file, image.PositionPointer, (nuint)left);
                if (written <= 0) throw new DllNotFoundException($"write: {Marshal.GetLastPInvokeErrorMessage()}");
                image.Position += written;
                left -= written;
            }

            Forget(image);
            return NativeLibrary.Load($"/proc/self/fd/{file}");
        }
        finally
        {
            // What is mapped stays.
            _ = Close(file);
        }
    }

    /// <summary>Gives back the memory that the embedded bytes took when they were read, 1.6 MB: nobody reads them again.</summary>
    private static void Forget(UnmanagedMemoryStream image)
    {
        image.Position = 0;
        nuint page = (nuint)Environment.SystemPageSize, first = ((nuint)image.PositionPointer + page - 1) / page * page, end = ((nuint)image.PositionPointer + (nuint)image.Length) / page * page;
        if (end > first) _ = Advise((void*)first, end - first, DontNeed);
    }

    [LibraryImport(C, EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);

    [LibraryImport(C, EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemory(string name, uint flags);

    [LibraryImport(C, EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int file, byte* bytes, nuint count);

    [LibraryImport(C, EntryPoint = "close")]
    private static partial int Close(int file);
}
