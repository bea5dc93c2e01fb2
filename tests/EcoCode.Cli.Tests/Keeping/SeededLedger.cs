using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Runs;

namespace EcoCode.Cli.Tests.Keeping;

/// <summary>A ledger of four known runs in a temporary file. From the oldest: <c>r-01ab</c> (cut off), <c>r-8c41</c>, <c>r-8c42</c>, <c>r-9f00</c>.</summary>
internal sealed class SeededLedger : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecocode-").FullName;

    internal SeededLedger()
    {
        using SqliteLedger ledger = SqliteLedger.Open(Path);
        ledger.Add(StoredRuns.Vm);
        ledger.Add(StoredRuns.Gpu);
        ledger.Add(Copy("r-8c42", "resnet-b512", 24));
        ledger.Add(Copy("r-9f00", "a,\"b\"\n=c", 48));
    }

    internal string Folder => _folder;

    internal string Path => System.IO.Path.Join(_folder, "ledger.db");

    /// <summary>Runs EcoCode with this ledger.</summary>
    internal Ended Run(params string[] words) => Ecocode.Run(words, ("ECOCODE_LEDGER", Path));

    /// <summary>Runs EcoCode with this ledger; it must succeed and complain of nothing.</summary>
    internal string Output(params string[] words)
    {
        Ended ended = Run(words);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        return ended.Output;
    }

    /// <summary>The ids that <c>runs</c> lists, in order.</summary>
    internal string[] Ids(params string[] words)
        => [.. Output(["runs", .. words]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ')[0])];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static StoredRun Copy(string id, string name, int hours) => StoredRuns.Gpu with
    {
        Record = GpuRun.Record with { Run = GpuRun.Record.Run with { Id = id, Name = name, Started = GpuRun.Record.Run.Started.AddHours(hours) } },
    };
}
