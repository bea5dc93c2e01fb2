using System.Runtime.CompilerServices;

// The benchmark fills a ledger with a million runs, which one by one would take an hour.
[assembly: InternalsVisibleTo("EcoCode.Bench")]

namespace EcoCode.Ledger.Sqlite;

/// <summary>The tables of a ledger, version by version. docs/ledger.md says what is in them.</summary>
/// <remarks>A version that was released is never changed; a change is a further version, whose text makes it of the one before.</remarks>
internal static class LedgerSchema
{
    /// <summary>PRAGMA application_id of every ledger: <c>ECOL</c>.</summary>
    internal const int Application = 0x45434f4c;

    /// <summary>
    /// Times are µs since 1970, energies µJ. A list reads <c>run</c> alone, and by the index of what it is filtered by, which holds the time and
    /// the name as well; the records, which are long, are in a table of their own.
    /// </summary>
    private const string First = """
        CREATE TABLE run (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          started INTEGER NOT NULL,
          zone INTEGER NOT NULL,
          state INTEGER NOT NULL,
          name TEXT NOT NULL,
          project TEXT,
          host TEXT NOT NULL,
          kind TEXT NOT NULL,
          duration REAL NOT NULL,
          exit_code INTEGER,
          signal TEXT,
          energy INTEGER NOT NULL,
          co2e REAL NOT NULL,
          cost TEXT,
          currency TEXT,
          price TEXT,
          price_source TEXT,
          boot TEXT,
          space TEXT,
          pid INTEGER,
          pid_started INTEGER,
          saved INTEGER,
          latest BLOB
        ) STRICT;
        CREATE INDEX run_by_time ON run (started, seq, name);
        CREATE INDEX run_by_name ON run (name, started, seq);
        CREATE INDEX run_by_project ON run (project, started, seq, name) WHERE project IS NOT NULL;
        CREATE INDEX run_unfinished ON run (state) WHERE state = 0;

        CREATE TABLE record (
          run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
          command TEXT,
          json BLOB NOT NULL
        ) STRICT;

        CREATE TABLE tag (
          run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
          key TEXT NOT NULL,
          value TEXT NOT NULL,
          started INTEGER NOT NULL,
          PRIMARY KEY (run, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tag_by_value ON tag (key, value, started, run);

        CREATE TABLE part (
          run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
          position INTEGER NOT NULL,
          component TEXT NOT NULL,
          device TEXT NOT NULL,
          PRIMARY KEY (run, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sample (
          run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
          at INTEGER NOT NULL,
          span INTEGER NOT NULL,
          energies BLOB NOT NULL,
          PRIMARY KEY (run, at)
        ) STRICT, WITHOUT ROWID;
        """;

    private static readonly string[] Versions = [First];

    /// <summary>The version that this program reads and writes.</summary>
    internal static int Newest => Versions.Length;

    /// <summary>Brings a ledger up to the newest version; called within a transaction.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="version">The version that it is of; 0 for a new one.</param>
    internal static void Migrate(Database database, long version)
    {
        for (long next = version; next < Newest; next++) database.Execute(Versions[next]);
        database.Execute($"PRAGMA application_id = {Application}; PRAGMA user_version = {Newest}");
    }
}
