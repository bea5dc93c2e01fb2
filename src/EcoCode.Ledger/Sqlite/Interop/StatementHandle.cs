using System.Runtime.InteropServices;

namespace EcoCode.Ledger.Sqlite.Interop;

/// <summary>Owns a prepared statement.</summary>
internal sealed class StatementHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        // It returns what the last step did, which was told then.
        _ = Sqlite3.Finalize(handle);
        return true;
    }
}
