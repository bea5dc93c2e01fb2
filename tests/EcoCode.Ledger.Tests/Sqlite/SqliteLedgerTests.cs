using System.Text.Json;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Sqlite;

/// <summary>What goes into the ledger comes out of it again, and what is taken out is gone.</summary>
public sealed class SqliteLedgerTests : IDisposable
{
    private readonly TemporaryLedger _file = new();

    [Fact]
    public void A_run_comes_out_as_it_went_in()
    {
        RunIdentity identity = GpuRun.Record.Run;
        StoredRun run = new()
        {
            Record = GpuRun.Record with { Run = identity with { Tags = new SortedDictionary<string, string>(identity.Tags.ToDictionary(), StringComparer.Ordinal) } },
            State = RunState.Finished,
            CommandLine = "python train.py --epochs 3",
            Parts = [new("gpu", "0")],
            Samples = [new(0, 761, [GpuRun.Record.Total.EnergyJ])],
        };
        using (SqliteLedger ledger = _file.Open()) Assert.Equal("r-8c41", ledger.Add(run));
        using SqliteLedger again = _file.Open();
        StoredRun read = again.Load("r-8c41", samples: true)!;
        Assert.Equal(Json(run.Record), Json(read.Record));
        Assert.Equal((RunState.Finished, "python train.py --epochs 3"), (read.State, read.CommandLine));
        Assert.Equal(run.Parts, read.Parts);
        RunSample sample = Assert.Single(read.Samples);
        Assert.Equal((0, 761, run.Record.Total.EnergyJ), (sample.OffsetS, sample.SpanS, sample.EnergyJ));
    }

    [Fact]
    public void A_row_of_the_list_says_what_the_record_says()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(new StoredRun { Record = GpuRun.Record, State = RunState.Finished, Parts = [], Samples = [] });
        RunRow row = Assert.Single(ledger.List(new RunQuery()));
        RunRecord record = GpuRun.Record;
        Assert.Equal(
            (record.Run.Id, record.Run.Name, record.Run.Project, record.Run.Host, record.Run.Kind, record.Run.Started, record.Run.DurationS, record.Run.ExitCode, record.Run.Signal),
            (row.Id, row.Name, row.Project, row.Host, row.Kind, row.Started, row.DurationS, row.ExitCode, row.Signal));
        Assert.Equal(record.Run.Started.Offset, row.Started.Offset);
        Assert.Equal((record.Total.EnergyJ, record.Impact.Co2eG, record.Impact.Cost), (row.EnergyJ, row.Co2eG, row.Cost));
        Assert.Equal(record.Run.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal), row.Tags);
    }

    [Fact]
    public void Samples_come_without_being_asked_for_only_when_asked_for()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(TemporaryLedger.Run("r-1", 0));
        Assert.Empty(ledger.Load("r-1", samples: false)!.Samples);
        IReadOnlyList<RunSample> samples = ledger.Load("r-1", samples: true)!.Samples;
        Assert.Equal([(0, 1.25), (1.25, 0.750001)], samples.Select(sample => (sample.OffsetS, sample.SpanS)));
        Assert.Equal([2_000_001, 300_000_000], samples.Select(sample => sample.EnergyJ.Microjoules));
    }

    [Fact]
    public void Fifty_processes_are_kept_and_the_rest_is_one_row_that_says_how_many()
    {
        RunProcess[] rows = [.. Enumerable.Range(0, 63).Select(i => GpuRun.Process(100 + i, 1, "cc1", 1, 1000 - i, 1000 - i))];
        using SqliteLedger ledger = _file.Open();
        ledger.Add(TemporaryLedger.Run("r-1", 0) with { Record = GpuRun.Record with { Processes = rows } });
        IReadOnlyList<RunProcess> kept = ledger.Load(GpuRun.Record.Run.Id, samples: false)!.Record.Processes;
        Assert.Equal(rows[..50], kept.Take(50));
        Assert.Equal("(13 others)", kept[50].Name);
        Assert.Equal(13, kept[50].CpuS);
        Assert.Equal(rows.Sum(row => row.EnergyJ.Microjoules), kept.Sum(row => row.EnergyJ.Microjoules));
        Assert.Equal(51, kept.Count);
    }

    [Fact]
    public void A_taken_id_is_made_longer_and_both_runs_are_there()
    {
        using SqliteLedger ledger = _file.Open();
        Assert.Equal("r-8c41", ledger.Add(TemporaryLedger.Run("r-8c41", 0, "first")));
        string other = ledger.Add(TemporaryLedger.Run("r-8c41", 1, "second"));
        Assert.StartsWith("r-8c41", other, StringComparison.Ordinal);
        Assert.NotEqual("r-8c41", other);
        Assert.Equal(other, ledger.Load(other, samples: false)!.Record.Run.Id);
        Assert.Equal("first", ledger.Load("r-8c41", samples: false)!.Record.Run.Name);
    }

    [Fact]
    public void The_beginning_of_an_id_is_enough_and_a_whole_one_wins_over_a_longer()
    {
        using SqliteLedger ledger = _file.Open();
        foreach (string id in new[] { "r-7f3a0000", "r-8c410000", "r-8c4100001234" }) ledger.Add(TemporaryLedger.Run(id, 0));
        Assert.True(ledger.TryResolve("7f", out string? found, out _));
        Assert.Equal("r-7f3a0000", found);
        Assert.True(ledger.TryResolve("r-8c410000", out found, out _));
        Assert.Equal("r-8c410000", found);
        Assert.False(ledger.TryResolve("r-8c41", out _, out _));
    }

    [Theory]
    [InlineData("lsat", "did you mean `last`?")]
    [InlineData("r-7f3a0001", "did you mean `r-7f3a0000`?")]
    [InlineData("73fa0000", "did you mean `r-7f3a0000`?")]
    [InlineData("ffffffff", "`ecocode runs` lists those there are")]
    public void An_unknown_id_is_compared_with_those_there_are(string typed, string hint)
    {
        using SqliteLedger ledger = _file.Open();
        foreach (string id in new[] { "r-7f3a0000", "r-8c41d2e9" }) ledger.Add(TemporaryLedger.Run(id, 0));
        Assert.False(ledger.TryResolve(typed, out _, out Note? problem));
        Assert.Equal(("ECO5013", hint), (problem.Code, problem.Hint));
    }

    [Fact]
    public void A_new_name_is_in_the_list_and_in_the_record()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(TemporaryLedger.Run("r-1", 0, "old"));
        Assert.True(ledger.Rename("r-1", "new"));
        Assert.False(ledger.Rename("r-2", "new"));
        Assert.Equal("new", ledger.List(new RunQuery { Name = "new" })[0].Name);
        Assert.Equal("new", ledger.Load("r-1", samples: false)!.Record.Run.Name);
        Assert.Empty(ledger.List(new RunQuery { Name = "old" }));
    }

    [Fact]
    public void Tags_are_set_changed_and_removed()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(TemporaryLedger.Run("r-1", 0, tags: [("batch", "256"), ("branch", "main")]));
        Assert.True(ledger.Tag("r-1", new Dictionary<string, string?> { ["batch"] = "512", ["branch"] = null, ["gone"] = null, ["seed"] = "7" }));
        Assert.False(ledger.Tag("r-2", new Dictionary<string, string?> { ["batch"] = "512" }));
        Dictionary<string, string> expected = new() { ["batch"] = "512", ["seed"] = "7" };
        Assert.Equal(expected, ledger.Load("r-1", samples: false)!.Record.Run.Tags);
        Assert.Equal(expected, Assert.Single(ledger.List(new RunQuery { Tags = new Dictionary<string, string> { ["batch"] = "512" } })).Tags);
        Assert.Empty(ledger.List(new RunQuery { Tags = new Dictionary<string, string> { ["batch"] = "256" } }));
    }

    [Fact]
    public void With_a_run_goes_all_that_belongs_to_it()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(TemporaryLedger.Run("r-1", 0, tags: [("batch", "256")]));
        Assert.True(ledger.Delete("r-1"));
        Assert.False(ledger.Delete("r-1"));
        Assert.Null(ledger.Load("r-1", samples: true));
        using Database database = LedgerFile.Open(_file.Path);
        Assert.All(["run", "record", "tag", "part", "sample"], table => Assert.Equal(0, database.Number($"SELECT count(*) FROM {table}")));
    }

    [Fact]
    public void What_started_before_a_time_is_pruned_unless_it_runs()
    {
        using SqliteLedger ledger = _file.Open();
        for (int i = 0; i < 450; i++) ledger.Add(TemporaryLedger.Run($"r-{i:x8}", i) with { Samples = [], Parts = [], State = i == 3 ? RunState.Running : RunState.Finished });
        Assert.Equal(439, ledger.Prune(TemporaryLedger.Begin.AddMinutes(440)));
        Assert.Equal(["r-000001b8", "r-00000003"], [ledger.List(new RunQuery())[9].Id, ledger.List(new RunQuery())[10].Id]);
        Assert.Equal(0, ledger.Prune(TemporaryLedger.Begin.AddMinutes(440)));
    }

    [Fact]
    public void A_run_whose_measuring_process_is_gone_was_interrupted()
    {
        using (SqliteLedger writer = _file.Open()) writer.Add(TemporaryLedger.Run("r-1", 0) with { State = RunState.Running });
        using (SqliteLedger alive = _file.Open(_ => true)) Assert.Equal(RunState.Running, alive.Load("r-1", samples: false)!.State);
        using (SqliteLedger gone = _file.Open(_ => false)) Assert.Equal(RunState.Interrupted, Assert.Single(gone.List(new RunQuery())).State);
        using SqliteLedger later = _file.Open();
        Assert.Equal(RunState.Interrupted, later.Load("r-1", samples: false)!.State);
    }

    [Fact]
    public void A_record_of_a_later_form_is_said_to_be_unreadable()
    {
        using SqliteLedger ledger = _file.Open();
        ledger.Add(TemporaryLedger.Run("r-1", 0));
        using (Database database = LedgerFile.Open(_file.Path)) database.Execute("UPDATE record SET json = CAST('{\"schema\":\"ecocode.run/2\"}' AS BLOB)");
        Note problem = Assert.Throws<LedgerException>(() => ledger.Load("r-1", samples: false)).Problem;
        Assert.Equal("ECO5012", problem.Code);
        Assert.Contains("ecocode.run/2", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _file.Dispose();

    private static string Json(RunRecord record) => JsonSerializer.Serialize(record, RunJsonContext.Default.RunRecord);
}
