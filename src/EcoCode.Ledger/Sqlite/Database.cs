using EcoCode.Ledger.Sqlite.Interop;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Sqlite;

/// <summary>A connection to the file of a ledger. One thread uses it at a time.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>How long a call waits for others to be done. A writer is done in milliseconds; a pruning of many runs lets others in between.</summary>
    private const int PatienceMs = 20_000;

    private readonly DatabaseHandle _handle;
    private readonly string _path;

    private Database(DatabaseHandle handle, string path) => (_handle, _path) = (handle, path);

    /// <summary>Rows that the last statement changed.</summary>
    internal int Changes => Sqlite3.Changes(_handle);

    /// <summary>Number of the row that was put in last.</summary>
    internal long LastRow => Sqlite3.LastRow(_handle);

    internal bool IsReadOnly => Sqlite3.IsReadOnly(_handle, "main") == 1;

    /// <summary>Opens a file that is there.</summary>
    /// <exception cref="LedgerException">It can't be opened.</exception>
    internal static Database Open(string path)
    {
        try
        {
            SqliteLibrary.Use();
        }
        catch (DllNotFoundException problem)
        {
            throw LedgerFaults.NotLoaded(problem);
        }

        int code = Sqlite3.Open(path, out DatabaseHandle handle, Sqlite3.OpenReadWrite | Sqlite3.OpenNoMutex | Sqlite3.OpenExtendedCodes, 0);
        var database = new Database(handle, path);
        try
        {
            database.Check(code);
            database.Check(Sqlite3.BusyTimeout(handle, PatienceMs));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Does what a text of SQL says, and takes no rows.</summary>
    internal void Execute(string sql) => Check(Sqlite3.Execute(_handle, sql, 0, 0, 0));

    internal Statement Prepare(string sql)
    {
        Check(Sqlite3.Prepare(_handle, sql, -1, out StatementHandle statement, 0));
        return new Statement(this, statement);
    }

    /// <summary>The one number that a text of SQL asks for.</summary>
    internal long Number(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    /// <summary>Does several things as one: all of it is there afterwards, or nothing.</summary>
    /// <remarks>It takes the right to write at once: who reads first and writes then can lose it to another, and no waiting mends that.</remarks>
    internal void Transact(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            // A full disk has ended it already, and then this fails, which changes nothing.
            _ = Sqlite3.Execute(_handle, "ROLLBACK", 0, 0, 0);
            throw;
        }
    }

    /// <summary>Throws what a result that is no success means for a user.</summary>
    internal void Check(int code)
    {
        if (code is not (Sqlite3.Ok or Sqlite3.Row or Sqlite3.Done)) throw LedgerFaults.Of(code, Sqlite3.SystemError(_handle), _path, Sqlite3.Message(_handle));
    }

    public void Dispose() => _handle.Dispose();
}
