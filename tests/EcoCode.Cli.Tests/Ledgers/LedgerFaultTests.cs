using System.Globalization;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Ledgers;

/// <summary>Kills, crowds, full and read-only disks: the ledger stays whole, and runs run on.</summary>
public sealed class LedgerFaultTests : IDisposable
{
    private const int Everyday = 25;

    private static readonly TimeSpan LatestKill = TimeSpan.FromSeconds(3);

    /// <summary>A run is in the ledger from its first second. On a machine that is busy with other tests, that second takes longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LedgerFolder _folder = new();

    /// <summary>How often to kill: all that CI has time for, or a sample of it.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("ECOCODE_TEST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : Everyday;

    [Fact]
    public void Sixty_four_runs_at_once_are_all_kept()
    {
        Started[] all = [.. Enumerable.Range(0, 64).Select(i => _folder.Start("run", "-q", "--name", $"run-{i}", "--", "sh", "-c", $"exit {i}"))];
        try
        {
            for (int i = 0; i < all.Length; i++)
            {
                Ended ended = all[i].End();
                Assert.Equal((i, ""), (ended.ExitCode, ended.Error.Contains("not kept", StringComparison.Ordinal) ? ended.Error : ""));
            }
        }
        finally
        {
            foreach (Started one in all) one.Dispose();
        }

        IReadOnlyList<RunRow> runs = _folder.Runs();
        Assert.Equal(Enumerable.Range(0, 64).Select(i => ($"run-{i}", (int?)i)).Order(), runs.Select(run => (run.Name, run.ExitCode)).Order());
        Assert.All(runs, run => Assert.Equal(RunState.Finished, run.State));
    }

    [Fact]
    public void Runs_that_are_killed_at_any_instant_leave_a_whole_ledger_and_are_in_it()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        int kept = 0, started = 0;
        for (int left = Kills; left > 0; left -= 9)
        {
            // Nine at a time; the last is killed when it has been seen in the ledger.
            (TimeSpan After, string Name)[] wave = [.. Enumerable.Range(0, Math.Min(9, left)).Select(_ => (LatestKill * random.NextDouble(), $"killed-{started++}"))];
            Array.Sort(wave, (one, other) => one.After.CompareTo(other.After));
            KillAll(wave);
            IReadOnlyList<RunRow> runs = _folder.Runs();
            Assert.True(runs.Any(run => run.Name == wave[^1].Name), $"{wave[^1].Name} is not in the ledger; seed {seed}");
            Assert.All(runs, run => Assert.Equal(RunState.Interrupted, run.State));
            kept = runs.Count;
        }

        using SqliteLedger ledger = _folder.Open();
        foreach (RunRow row in _folder.Runs())
        {
            StoredRun run = ledger.Load(row.Id, samples: true)!;
            Assert.Equal(run.Record.Total.EnergyJ, run.Samples.Aggregate(Energy.Zero, (sum, sample) => sum + sample.EnergyJ));
            Assert.Equal((row.EnergyJ, true), (run.Record.Total.EnergyJ, run.Record.Run.Interrupted));
        }

        Assert.True(kept >= started / 9, $"only {kept} of {started} runs are in the ledger; seed {seed}");
        Ended check = Ecocode.Shell("command -v sqlite3 >/dev/null || { echo ok; exit; }; sqlite3 \"$1\" 'PRAGMA integrity_check'", _folder.File);
        Assert.Equal("ok\n", check.Output);
    }

    [Fact]
    public void A_disk_that_is_full_from_the_start_is_a_warning()
    {
        Ended ended = OnSmallDisk("32k", "true; exit 6");
        Assert.Equal((6, "result\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("the run is not kept: the disk or the quota", ended.Error.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("saved", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_fills_up_meanwhile_is_a_warning()
    {
        Ended ended = OnSmallDisk("1m", "sleep 1.5; head -c 2000000 /dev/zero >$1/filler; sleep 1; exit 6");
        Assert.Equal((6, "result\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("ECO5007", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_into_is_a_warning()
    {
        Assert.SkipUnless(Ecocode.Shell("setpriv --reuid 65534 --clear-groups test -x $ECOCODE").ExitCode == 0, "another user can't be taken on, or can't reach the executable");
        Ended ended = Ecocode.Shell("ECOCODE_LEDGER=/usr/ecocode/ledger.db exec setpriv --reuid 65534 --clear-groups $ECOCODE run --json -- sh -c 'exit 6'");
        Assert.Equal(6, ended.ExitCode);
        Assert.Contains("ECO5005", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\"schema\": \"ecocode.run/1\"", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("folder", "ECO5001")]
    [InlineData("text", "ECO5002")]
    public void A_ledger_that_is_none_is_a_warning_and_stays_as_it_is(string kind, string code)
    {
        if (kind == "folder") Directory.CreateDirectory(_folder.File);
        else File.WriteAllText(_folder.File, "some text of someone's");
        Ended ended = _folder.Run("run", "--json", "--", "sh", "-c", "exit 6");
        Assert.Equal(6, ended.ExitCode);
        Assert.Contains(code, ended.Error, StringComparison.Ordinal);
        Assert.Equal(["ledger.db"], Directory.GetFileSystemEntries(_folder.Folder).Select(path => Path.GetFileName(path)));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a script, measured, with the ledger on a disk of its own in <c>$1</c>.</summary>
    private Ended OnSmallDisk(string size, string script)
    {
        const string Mount = "unshare -rm sh -c 'mount -t tmpfs -o size='$2' tmpfs \"$1\"";
        Assert.SkipUnless(Ecocode.Shell($"{Mount}' sh $1", _folder.Folder, size).ExitCode == 0, "a small disk can't be mounted here");
        return Ecocode.Shell($"export ECOCODE; {Mount} && ECOCODE_LEDGER=$1/ledger.db exec $ECOCODE run --json=/dev/stderr -- sh -c \"echo result; $2\" sh $1' sh $1 \"$3\"", _folder.Folder, size, script);
    }

    private void KillAll((TimeSpan After, string Name)[] wave)
    {
        Started[] runs = [.. wave.Select(one => _folder.Start("run", "-qq", "--name", one.Name, "--", "sh", "-c", "echo $$; exec sleep 60"))];
        try
        {
            int[] children = [.. runs.Select(run => run.ReadNumber())];
            var clock = System.Diagnostics.Stopwatch.StartNew();
            for (int i = 0; i < wave.Length; i++)
            {
                TimeSpan left = wave[i].After - clock.Elapsed;
                if (left > TimeSpan.Zero) Thread.Sleep(left);
                while (i == wave.Length - 1 && clock.Elapsed < Patience && !_folder.Runs().Any(run => run.Name == wave[i].Name)) Thread.Sleep(20);
                Assert.Equal(0, Ecocode.Shell("kill -9 $1 $2", Text(runs[i].Pid), Text(children[i])).ExitCode);
            }

            foreach (Started run in runs) Assert.Equal(137, run.End().ExitCode);
        }
        finally
        {
            foreach (Started run in runs) run.Dispose();
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
