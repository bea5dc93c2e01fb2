using System.Runtime.InteropServices;

namespace EcoCode.Ledger.Sqlite.Interop;

/// <summary>The functions of sqlite3.h that the ledger takes; https://sqlite.org/c3ref/intro.html has them all.</summary>
/// <remarks>Only <see cref="Database"/> calls them, which has the library loaded first.</remarks>
internal static unsafe partial class Sqlite3
{
    internal const int Ok = 0, Row = 100, Done = 101;

    /// <summary>SQLITE_OPEN_READWRITE, SQLITE_OPEN_NOMUTEX (one thread uses a connection at a time) and SQLITE_OPEN_EXRESCODE.</summary>
    internal const int OpenReadWrite = 0x2, OpenNoMutex = 0x8000, OpenExtendedCodes = 0x2000000;

    /// <summary>SQLITE_STMTSTATUS_VM_STEP: instructions that a statement has taken, a count of the rows that it has looked at.</summary>
    internal const int VirtualMachineSteps = 4;

    internal const string Library = "e_sqlite3";

    /// <summary>SQLITE_TRANSIENT: SQLite copies what it is given.</summary>
    private static readonly nint Transient = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, out DatabaseHandle database, int flags, nint vfs);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    internal static partial int Close(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_busy_timeout")]
    internal static partial int BusyTimeout(DatabaseHandle database, int milliseconds);

    [LibraryImport(Library, EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Execute(DatabaseHandle database, string sql, nint callback, nint argument, nint message);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Prepare(DatabaseHandle database, string sql, int length, out StatementHandle statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    internal static partial int Finalize(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    internal static partial int Step(StatementHandle statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    internal static partial int Reset(StatementHandle statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_changes")]
    internal static partial int Changes(DatabaseHandle database);

    [LibraryImport(Library, EntryPoint = "sqlite3_last_insert_rowid")]
    internal static partial long LastRow(DatabaseHandle database);

    /// <summary>1 when the file could only be opened for reading.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_db_readonly", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int IsReadOnly(DatabaseHandle database, string name);

    /// <summary>The errno of the system call that failed last.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_system_errno")]
    internal static partial int SystemError(DatabaseHandle database);

    [LibraryImport(Library, EntryPoint = "sqlite3_stmt_status")]
    internal static partial int Status(StatementHandle statement, int counter, int reset);

    /// <summary>What the last failed call says of itself.</summary>
    internal static string Message(DatabaseHandle database) => Marshal.PtrToStringUTF8(ErrorMessage(database)) ?? "";

    internal static int BindText(StatementHandle statement, int at, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* bytes = Given(utf8)) return BindText(statement, at, bytes, utf8.Length, Transient);
    }

    internal static int BindBlob(StatementHandle statement, int at, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = Given(value)) return BindBlob(statement, at, bytes, value.Length, Transient);
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    internal static partial int BindInteger(StatementHandle statement, int at, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double")]
    internal static partial int BindReal(StatementHandle statement, int at, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    internal static partial int BindNull(StatementHandle statement, int at);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    internal static partial long ColumnInteger(StatementHandle statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_double")]
    internal static partial double ColumnReal(StatementHandle statement, int column);

    /// <summary>SQLITE_INTEGER is 1, SQLITE_FLOAT 2, SQLITE_TEXT 3, SQLITE_BLOB 4, SQLITE_NULL 5.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    internal static partial int ColumnType(StatementHandle statement, int column);

    /// <summary>The bytes of a blob or a text; theirs only until the next step.</summary>
    internal static ReadOnlySpan<byte> ColumnBytes(StatementHandle statement, int column)
    {
        byte* bytes = ColumnBlob(statement, column);
        return bytes is null ? [] : new ReadOnlySpan<byte>(bytes, ColumnLength(statement, column));
    }

    /// <summary>A null pointer would bind NULL, where nothing was meant.</summary>
    private static ReadOnlySpan<byte> Given(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "\0"u8 : bytes;

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    private static partial nint ErrorMessage(DatabaseHandle database);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(StatementHandle statement, int at, byte* text, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(StatementHandle statement, int at, byte* bytes, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    private static partial byte* ColumnBlob(StatementHandle statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static partial int ColumnLength(StatementHandle statement, int column);
}
