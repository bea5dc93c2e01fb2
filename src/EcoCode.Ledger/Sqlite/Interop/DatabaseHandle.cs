using System.Runtime.InteropServices;

namespace EcoCode.Ledger.Sqlite.Interop;

/// <summary>Owns a connection; SQLite waits with its end for the last of its statements.</summary>
internal sealed class DatabaseHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Sqlite3.Close(handle) == Sqlite3.Ok;
}
