using System.Text;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Sqlite;

/// <summary>Whatever is in the place of the ledger: it is named, and left as it was.</summary>
public sealed class BadLedgerTests : IDisposable
{
    private readonly TemporaryLedger _file = new();

    [Fact]
    public void A_folder_is_no_ledger()
    {
        Directory.CreateDirectory(_file.Path);
        Assert.Equal("ECO5001", Problem().Code);
        Assert.Empty(Directory.GetFileSystemEntries(_file.Path));
    }

    [Fact]
    public void A_device_is_no_ledger()
    {
        Assert.Equal("ECO5001", Assert.Throws<LedgerException>(() => SqliteLedger.Open("/dev/null")).Problem.Code);
        Assert.False(File.Exists("/dev/null-wal"));
    }

    [Theory]
    [InlineData("xy")]
    [InlineData("These are notes of mine, and not a database at all.\n")]
    public void A_text_is_no_ledger_and_is_not_written_to(string text)
    {
        File.WriteAllText(_file.Path, text);
        Assert.Equal("ECO5002", Problem().Code);
        Assert.Equal(text, File.ReadAllText(_file.Path));
        Assert.Equal([_file.Path], Directory.GetFiles(_file.Folder));
    }

    [Fact]
    public void A_ledger_of_a_newer_version_is_not_touched()
    {
        _file.Open().Dispose();
        using (Database database = LedgerFile.Open(_file.Path)) database.Execute("PRAGMA user_version = 999");
        byte[] before = File.ReadAllBytes(_file.Path);
        Note problem = Problem();
        Assert.Equal("ECO5003", problem.Code);
        Assert.Contains("999", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_file.Path));
    }

    [Fact]
    public void A_database_of_another_program_is_not_touched()
    {
        using (Database database = Database.Open(Empty())) database.Execute("CREATE TABLE run (id INTEGER)");
        byte[] before = File.ReadAllBytes(_file.Path);
        Assert.Equal("ECO5011", Problem().Code);
        Assert.Equal(before, File.ReadAllBytes(_file.Path));
    }

    [Fact]
    public void A_ledger_that_is_cut_short_is_said_to_be_damaged()
    {
        using (SqliteLedger ledger = _file.Open())
        {
            for (int i = 0; i < 20; i++) ledger.Add(TemporaryLedger.Run($"r-{i:x8}", i));
        }

        using (FileStream file = File.OpenWrite(_file.Path)) file.SetLength(3 * 4096);
        Assert.Equal("ECO5004", Assert.Throws<LedgerException>(ReadAll).Problem.Code);
    }

    [Fact]
    public void A_ledger_full_of_rubbish_behind_its_head_is_said_to_be_damaged()
    {
        using (SqliteLedger ledger = _file.Open()) ledger.Add(TemporaryLedger.Run("r-1", 0));
        using (FileStream file = File.OpenWrite(_file.Path))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xa5, (int)file.Length - 4096).ToArray());
        }

        Assert.Equal("ECO5004", Assert.Throws<LedgerException>(ReadAll).Problem.Code);
    }

    [Fact]
    public void A_path_through_a_file_is_unusable()
    {
        File.WriteAllText(Path.Join(_file.Folder, "file"), "");
        string path = Path.Join(_file.Folder, "file", "ledger.db");
        Assert.Equal("ECO5009", Assert.Throws<LedgerException>(() => SqliteLedger.Open(path)).Problem.Code);
    }

    [Fact]
    public void An_empty_file_becomes_a_ledger()
    {
        Empty();
        using SqliteLedger ledger = _file.Open();
        Assert.Empty(ledger.List(new RunQuery()));
        Assert.False(ledger.TryResolve("last", out _, out Note? problem));
        Assert.Equal("ECO5015", problem!.Code);
    }

    [Fact]
    public void Only_its_owner_can_read_a_ledger()
    {
        string path = Path.Join(_file.Folder, "state", "ecocode", "ledger.db");
        using SqliteLedger ledger = SqliteLedger.Open(path);
        ledger.Add(TemporaryLedger.Run("r-1", 0));
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(path)!), file => Assert.Equal(Owner, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void What_sqlite_and_the_system_say_becomes_a_cause_and_what_mends_it()
    {
        // Result codes of https://sqlite.org/rescode.html, the third with an errno.
        (int Code, int Error, string Expected)[] cases =
        [
            (13, 0, "ECO5007"), (8, 0, "ECO5006"), (14, 13, "ECO5005"), (14, 30, "ECO5006"), (778, 28, "ECO5007"), (5, 0, "ECO5008"), (267, 0, "ECO5004"), (1, 0, "ECO5009"),
        ];
        Assert.All(cases, one =>
        {
            Note problem = LedgerFaults.Of(one.Code, one.Error, "/state/ledger.db", "words of SQLite").Problem;
            Assert.Equal(one.Expected, problem.Code);
            Assert.Contains("`/state/ledger.db`", problem.Message, StringComparison.Ordinal);
            Assert.False(string.IsNullOrEmpty(problem.Hint));
        });
    }

    [Fact]
    public async Task Many_that_make_the_same_ledger_at_once_all_get_it()
    {
        Task[] all =
        [
            .. Enumerable.Range(0, 32).Select(i => Task.Factory.StartNew(
                () =>
                {
                    using SqliteLedger ledger = _file.Open();
                    ledger.Add(TemporaryLedger.Run($"r-{i:x8}", i));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)),
        ];
        await Task.WhenAll(all);
        using SqliteLedger read = _file.Open();
        Assert.Equal(32, read.List(new RunQuery { Limit = 100 }).Count);
    }

    public void Dispose() => _file.Dispose();

    private string Empty()
    {
        File.WriteAllText(_file.Path, "", Encoding.ASCII);
        return _file.Path;
    }

    private Note Problem() => Assert.Throws<LedgerException>(() => _file.Open()).Problem;

    private void ReadAll()
    {
        using SqliteLedger ledger = _file.Open();
        foreach (RunRow row in ledger.List(new RunQuery { Limit = 1000 })) ledger.Load(row.Id, samples: true);
    }
}
