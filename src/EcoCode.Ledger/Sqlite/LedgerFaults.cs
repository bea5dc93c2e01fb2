using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>What can be wrong with a ledger, in words for its user.</summary>
internal static class LedgerFaults
{
    // Primary result codes of SQLite (https://sqlite.org/rescode.html); the low byte of every extended one.
    private const int Busy = 5, Locked = 6, ReadOnlyFile = 8, InOut = 10, Corrupt = 11, FullDisk = 13, CannotOpen = 14, NotADatabase = 26;

    // errno (asm-generic/errno-base.h, errno.h), which .NET hands on as HResult.
    private const int NotPermitted = 1, AccessDenied = 13, NotADirectory = 20, NoSpace = 28, ReadOnlySystem = 30, QuotaExceeded = 122;

    /// <summary>The code of a ledger that another process does not let go of.</summary>
    internal const string InUse = "ECO5008";

    private const string Elsewhere = "`ECOCODE_LEDGER` names another file";

    internal static LedgerException Of(int code, int error, string path, string message) => new(((code & 0xff), error) switch
    {
        (FullDisk, _) or (InOut, NoSpace or QuotaExceeded) => Full(path),
        (NotADatabase, _) => NotSqlite(path),
        (Corrupt, _) => Broken(path, message),
        (ReadOnlyFile, _) or (CannotOpen or InOut, ReadOnlySystem) => ReadOnly(path),
        (CannotOpen or InOut, AccessDenied or NotPermitted) => Denied(path),
        (Busy or Locked, _) => new(InUse, $"the ledger `{path}` is in use by another process that does not let go of it", $"`fuser {path}` shows which"),
        _ => Unusable(path, message),
    });

    internal static LedgerException Of(string path, Exception problem) => new(
        problem switch
        {
            UnauthorizedAccessException => Denied(path),
            { HResult: ReadOnlySystem } => ReadOnly(path),
            { HResult: NoSpace or QuotaExceeded } => Full(path),
            { HResult: NotADirectory } => Unusable(path, "a part of the path is no folder"),
            _ => Unusable(path, problem.Message),
        },
        problem);

    internal static LedgerException NotAFile(string path)
        => new(new Note("ECO5001", $"the ledger `{path}` is no file", Elsewhere));

    internal static LedgerException Newer(string path, long version, long known)
        => new(new Note("ECO5003", $"the ledger `{path}` is of version {version}, and this EcoCode knows up to {known}", "use the newer EcoCode that has written it; this one leaves it alone"));

    internal static LedgerException Foreign(string path)
        => new(new Note("ECO5011", $"`{path}` is a database of another program", Elsewhere));

    internal static LedgerException NotLoaded(Exception problem)
        => new(new Note("ECO5010", $"SQLite can't be loaded: {problem.Message}", "`--no-ledger` does without"), problem);

    internal static LedgerException Unreadable(string id, string error)
        => new(new Note("ECO5012", $"the record of `{id}` can't be read: {error}", "a newer EcoCode may have written it"));

    internal static LedgerException NoSuchPage(string id)
        => new(new Note("ECO5016", $"there is no run `{id}` any more to go on behind", "begin with the first page again"));

    internal static LedgerException ReadOnlyOpened(string path) => new(ReadOnly(path));

    private static Note NotSqlite(string path)
        => new("ECO5002", $"`{path}` is no ledger: it is not an SQLite database", Elsewhere);

    private static Note Broken(string path, string message)
        => new("ECO5004", $"the ledger `{path}` is damaged or cut short: {message}", $"`sqlite3 {path} .recover` gets out what can be had; moved away, a new one is begun");

    private static Note Denied(string path)
        => new("ECO5005", $"the ledger `{path}` may not be read and written by this user", $"`ls -ld {Path.GetDirectoryName(path)} {path}` shows whose it is");

    private static Note ReadOnly(string path)
        => new("ECO5006", $"the ledger `{path}` can only be read: the file or its filesystem is read-only", Elsewhere);

    private static Note Full(string path)
        => new("ECO5007", $"the disk or the quota of the ledger `{path}` is full", $"`df {Path.GetDirectoryName(path)}` shows it");

    private static Note Unusable(string path, string message)
        => new("ECO5009", $"the ledger `{path}` can't be used: {message}", Elsewhere);
}
