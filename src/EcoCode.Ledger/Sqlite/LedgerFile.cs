using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Sqlite;

/// <summary>Opens the file of a ledger, and makes it where there is none: readable by its owner alone, since it tells what someone ran and when.</summary>
internal static class LedgerFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>As long as the patience of every other call.</summary>
    private const int MostPauses = 2000;

    /// <exception cref="LedgerException">It can't be used as a ledger.</exception>
    internal static Database Open(string path)
    {
        if (Directory.Exists(path) || IsDevice(path)) throw LedgerFaults.NotAFile(path);
        Create(path);
        Database database = Database.Open(path);
        try
        {
            Prepare(database, path);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void Create(string path)
    {
        if (File.Exists(path)) return;
        try
        {
            string folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                using var file = new FileStream(path, FileMode.CreateNew);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
                using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw LedgerFaults.Of(path, problem);
        }
    }

    /// <summary>SQLite would put its other files beside it: /dev/null-wal.</summary>
    private static bool IsDevice(string path)
        => path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static void Prepare(Database database, string path)
    {
        if (database.IsReadOnly) throw LedgerFaults.ReadOnlyOpened(path);

        // A commit is on the disk when it is told to be, so that a power cut takes no more than the last second.
        database.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF");
        if (Version(database, path) == LedgerSchema.Newest) return;
        UseWriteAheadLog(database);
        database.Transact(() => LedgerSchema.Migrate(database, Version(database, path)));
    }

    /// <summary>The version of a ledger, 0 for a new one.</summary>
    private static long Version(Database database, string path)
    {
        bool ours = database.Number("PRAGMA application_id") == LedgerSchema.Application;
        if (!ours && database.Number("SELECT count(*) FROM sqlite_schema") > 0) throw LedgerFaults.Foreign(path);
        long version = ours ? database.Number("PRAGMA user_version") : 0;
        return version <= LedgerSchema.Newest ? version : throw LedgerFaults.Newer(path, version, LedgerSchema.Newest);
    }

    /// <summary>Where several processes make a ledger at once, SQLite has all but one of them fail at this without waiting.</summary>
    private static void UseWriteAheadLog(Database database)
    {
        using var never = new ManualResetEventSlim();
        for (int pauses = 0; ; pauses++)
        {
            try
            {
                database.Execute("PRAGMA journal_mode = WAL");
                return;
            }
            catch (LedgerException fault) when (fault.Problem.Code == LedgerFaults.InUse && pauses < MostPauses)
            {
                never.Wait(Pause);
            }
        }
    }
}
