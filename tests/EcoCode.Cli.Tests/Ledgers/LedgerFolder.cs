using EcoCode.Cli.Measuring;
using EcoCode.Host;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;

namespace EcoCode.Cli.Tests.Ledgers;

/// <summary>A folder with a ledger of its own.</summary>
internal sealed class LedgerFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-ledger-");

    internal string Folder => _folder.FullName;

    internal string File => Path.Join(Folder, "ledger.db");

    internal (string, string?) Variable => ("ECOCODE_LEDGER", File);

    /// <summary>Opens it as the verbs do.</summary>
    internal SqliteLedger Open() => SqliteLedger.Open(File, measurer => OwnLedger.IsAlive(measurer, new PseudoFs("/proc"), TimeProvider.System));

    /// <summary>All runs in it, newest first.</summary>
    internal IReadOnlyList<RunRow> Runs()
    {
        using SqliteLedger ledger = Open();
        return ledger.List(new RunQuery { Limit = 1000 });
    }

    internal Ended Run(params string[] words) => Ecocode.Run(words, Variable);

    internal Started Start(params string[] words) => Started.Start([Ecocode.Path, .. words], Variable);

    public void Dispose() => _folder.Delete(recursive: true);
}
