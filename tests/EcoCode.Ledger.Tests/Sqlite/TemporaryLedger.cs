using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Sqlite;

/// <summary>A ledger in a folder of its own, which is gone with it.</summary>
internal sealed class TemporaryLedger : IDisposable
{
    /// <summary>When the first of its runs started.</summary>
    internal static readonly DateTimeOffset Begin = new(2026, 8, 22, 12, 0, 0, TimeSpan.FromHours(2));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-ledger-");

    internal string Folder => _folder.FullName;

    internal string Path => System.IO.Path.Join(_folder.FullName, "ledger.db");

    internal SqliteLedger Open(Predicate<RunMeasurer>? isAlive = null) => SqliteLedger.Open(Path, isAlive);

    /// <summary>A run that started so many minutes after <see cref="Begin"/>.</summary>
    internal static StoredRun Run(string id, int minutes, string name = "resnet", string? project = null, params (string Key, string Value)[] tags)
    {
        RunRecord record = GpuRun.Record;
        return new StoredRun
        {
            Record = record with
            {
                Run = record.Run with
                {
                    Id = id,
                    Name = name,
                    Project = project,
                    Started = Begin.AddMinutes(minutes),
                    Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
                },
            },
            State = RunState.Finished,
            Parts = [new("gpu", "0"), new("cpu", "package 0")],
            Samples =
            [
                new(0, 1.25, [Energy.FromMicrojoules(1), Energy.FromMicrojoules(2_000_000)]),
                new(1.25, 0.750001, [Energy.FromMicrojoules(300_000_000), Energy.Zero]),
            ],
        };
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
