using EcoCode.Quantities;

namespace EcoCode.Ledger.Store;

/// <summary>Where the ledger is: <c>ECOCODE_LEDGER</c>, else <c>ecocode/ledger.db</c> under <c>XDG_STATE_HOME</c>, else under <c>~/.local/state</c>.</summary>
public static class LedgerPath
{
    /// <summary>Where <see cref="Of"/> tells none.</summary>
    public static Note Unknown { get; } = new("ECO5018", "there is no home to keep a ledger in: neither `XDG_STATE_HOME` nor `HOME` is set", "`ECOCODE_LEDGER=/path/to/ledger.db` names a file");

    /// <summary>The path, or null where no home is known.</summary>
    /// <param name="environment">Tells an environment variable.</param>
    public static string? Of(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment("ECOCODE_LEDGER") is { Length: > 0 } path) return Path.GetFullPath(path);

        // The XDG Base Directory Specification has relative paths ignored.
        if (environment("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)) return Path.Join(state, "ecocode", "ledger.db");
        return environment("HOME") is { Length: > 0 } home && Path.IsPathRooted(home) ? Path.Join(home, ".local", "state", "ecocode", "ledger.db") : null;
    }
}
