using System.Text;
using EcoCode.Ledger.Sqlite.Interop;

namespace EcoCode.Ledger.Sqlite;

/// <summary>A prepared statement. Parameters are counted from 1, columns from 0, as SQLite does.</summary>
internal sealed class Statement(Database database, StatementHandle handle) : IDisposable
{
    private const int Null = 5;

    /// <summary>Instructions that it has taken so far: grows with the rows that it has looked at, whether it gave them or not.</summary>
    internal int Work => Sqlite3.Status(handle, Sqlite3.VirtualMachineSteps, reset: 0);

    internal Statement Bind(int at, long value) => Bound(Sqlite3.BindInteger(handle, at, value));

    internal Statement Bind(int at, long? value) => value is { } known ? Bind(at, known) : BindNull(at);

    internal Statement Bind(int at, double value) => Bound(Sqlite3.BindReal(handle, at, value));

    internal Statement Bind(int at, string? value) => value is null ? BindNull(at) : Bound(Sqlite3.BindText(handle, at, Encoding.UTF8.GetBytes(value)));

    internal Statement Bind(int at, ReadOnlySpan<byte> value) => Bound(Sqlite3.BindBlob(handle, at, value));

    internal Statement BindNull(int at) => Bound(Sqlite3.BindNull(handle, at));

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Step()
    {
        int code = Sqlite3.Step(handle);
        database.Check(code);
        return code == Sqlite3.Row;
    }

    /// <summary>Does it, for statements that give no rows, and makes it ready to be done again.</summary>
    internal void Run()
    {
        try
        {
            _ = Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Makes it ready to be done again; what is bound stays.</summary>
    internal void Reset() => _ = Sqlite3.Reset(handle);

    internal bool IsNull(int column) => Sqlite3.ColumnType(handle, column) == Null;

    internal long Integer(int column) => Sqlite3.ColumnInteger(handle, column);

    internal double Real(int column) => Sqlite3.ColumnReal(handle, column);

    internal string Text(int column) => Encoding.UTF8.GetString(Sqlite3.ColumnBytes(handle, column));

    internal string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    internal byte[] Bytes(int column) => Sqlite3.ColumnBytes(handle, column).ToArray();

    public void Dispose() => handle.Dispose();

    private Statement Bound(int code)
    {
        database.Check(code);
        return this;
    }
}
