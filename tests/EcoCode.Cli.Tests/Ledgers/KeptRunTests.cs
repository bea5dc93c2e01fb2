using System.Text;
using EcoCode.Ledger;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Ledgers;

/// <summary>What is kept of a run, where, and what never is.</summary>
public sealed class KeptRunTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    [Fact]
    public void What_is_kept_is_what_was_shown()
    {
        string json = Path.Join(_folder.Folder, "run.json");
        Ended ended = _folder.Run("run", "--name", "short", "--project", "p", "--tag", "a=b", $"--json={json}", "--", "sh", "-c", "exit 3");
        Assert.Equal(3, ended.ExitCode);
        Assert.True(RunJson.TryParse(File.ReadAllBytes(json), out RunRecord? shown, out string? error), error);
        RunRow row = Assert.Single(_folder.Runs());
        Assert.Equal(
            (shown.Run.Id, "short", "p", RunState.Finished, 3, shown.Total.EnergyJ, shown.Run.DurationS, "run"),
            (row.Id, row.Name, row.Project, row.State, row.ExitCode, row.EnergyJ, row.DurationS, row.Kind));
        Assert.Equal([new("a", "b")], row.Tags);
        Assert.EndsWith($"\nsaved {row.Id}: `ecocode show {row.Id}`\n", ended.Error, StringComparison.Ordinal);
        using SqliteLedger ledger = _folder.Open();
        StoredRun run = ledger.Load(row.Id, samples: true)!;
        Assert.Equal(shown.Components, run.Record.Components);
        Assert.Equal(shown.Total.EnergyJ, Sum(run));
        Assert.Null(run.CommandLine);
    }

    [Fact]
    public void Samples_of_a_run_of_seconds_sum_to_it()
    {
        _folder.Run("run", "-qq", "--", "sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; sleep 2");
        using SqliteLedger ledger = _folder.Open();
        StoredRun run = ledger.Load(Assert.Single(_folder.Runs()).Id, samples: true)!;
        Assert.True(run.Samples.Count > 1, "a run of more than two seconds has more than one sample");
        Assert.Equal(run.Record.Total.EnergyJ, Sum(run));
        Assert.Equal(run.Record.Run.DurationS, run.Samples[^1].OffsetS + run.Samples[^1].SpanS, 1e-5);
    }

    [Fact]
    public void Without_being_asked_to_nothing_of_the_command_line_or_the_environment_is_kept()
    {
        using (Started started = Started.Start([Ecocode.Path, "run", "--", "sh", "-c", "exit 0 # hunter2"], _folder.Variable, ("TOKEN", "hunter3"))) started.End();
        string bytes = Encoding.Latin1.GetString(File.ReadAllBytes(_folder.File));
        Assert.Contains("ecocode.run/1", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_is_kept_when_that_is_asked_for()
    {
        _folder.Run("run", "--record-command", "-qq", "--", "sh", "-c", "exit 0 # it's");
        using SqliteLedger ledger = _folder.Open();
        Assert.Equal("sh -c 'exit 0 # it'\\''s'", ledger.Load(Assert.Single(_folder.Runs()).Id, samples: false)!.CommandLine);
    }

    [Fact]
    public void A_run_that_is_not_to_be_kept_leaves_nothing()
    {
        Ended ended = _folder.Run("run", "--no-ledger", "--", "true");
        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain("saved", ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public void A_command_that_does_not_start_is_no_run()
    {
        Assert.Equal(127, _folder.Run("run", "--", "/no/such/command").ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public void What_is_monitored_is_kept_too()
    {
        using Started child = Started.Start(["sh", "-c", "echo $$; exec sleep 1"]);
        int pid = child.ReadNumber();
        Ended ended = _folder.Run("monitor", "--pid", $"{pid}", "--run-name", "watched");
        RunRow row = Assert.Single(_folder.Runs());
        Assert.Equal(("monitor", "watched", RunState.Finished), (row.Kind, row.Name, row.State));
        Assert.Contains($"saved {row.Id}", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_home_a_run_says_that_it_is_not_kept()
    {
        Ended ended = Ecocode.Run(["run", "--", "sh", "-c", "exit 4"], ("ECOCODE_LEDGER", null), ("XDG_STATE_HOME", null), ("HOME", null));
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("the run is not kept: there is no home", ended.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Energy Sum(StoredRun run) => run.Samples.Aggregate(Energy.Zero, (sum, sample) => sum + sample.EnergyJ);
}
