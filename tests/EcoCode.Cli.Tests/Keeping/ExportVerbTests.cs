using System.Text.Json;

namespace EcoCode.Cli.Tests.Keeping;

public sealed class ExportVerbTests : IDisposable
{
    private readonly SeededLedger _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void The_last_run_is_exported_as_JSON_where_nothing_is_said()
    {
        using JsonDocument record = JsonDocument.Parse(_ledger.Output("export"));
        Assert.Equal("r-9f00", record.RootElement.GetProperty("run").GetProperty("id").GetString());
    }

    [Fact]
    public void All_runs_are_exported_newest_first()
    {
        using JsonDocument all = JsonDocument.Parse(_ledger.Output("export", "--all"));
        Assert.Equal(["r-9f00", "r-8c42", "r-8c41", "r-01ab"], all.RootElement.EnumerateArray().Select(run => run.GetProperty("run").GetProperty("id").GetString()));
        Assert.Equal(4, _ledger.Output("export", "--all", "--format", "jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("json", "{")]
    [InlineData("jsonl", "{")]
    [InlineData("csv", "run_id,")]
    [InlineData("markdown", "## resnet-b512\n")]
    [InlineData("openmetrics", "# TYPE ecocode_run info\n")]
    [InlineData("influx", "ecocode_run,run=r-8c42,")]
    [InlineData("codecarbon", "timestamp,project_name,")]
    public void A_file_gets_what_standard_output_would(string format, string beginning)
    {
        string file = Path.Join(_ledger.Folder, "out." + format), shown = _ledger.Output("export", "8c42", "--format", format);
        Assert.StartsWith(beginning, shown, StringComparison.Ordinal);
        Assert.Equal("", _ledger.Output("export", "8c42", "--format", format, "--output", file));
        Assert.Equal(shown, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("runs", 2)]
    [InlineData("samples", 8)]
    [InlineData("processes", 13)]
    [InlineData("phases", 5)]
    public void A_table_of_CSV_is_chosen(string table, int lines)
        => Assert.Equal(lines, _ledger.Output("export", "8c42", "-f", "csv", "--table", table).Split("\r\n").Length - 1);

    [Fact]
    public void A_reader_that_goes_away_is_no_error()
    {
        using Started shell = Started.Start(
            ["/bin/sh", "-c", "for i in 1 2 3 4 5; do \"$0\" export --all -f csv --table processes 2>\"$1\" | head -n 1; done; cat \"$1\"", Ecocode.Path, Path.Join(_ledger.Folder, "errors")],
            ("ECOCODE_LEDGER", _ledger.Path));
        Ended ended = shell.End();
        Assert.Equal((0, "", 5), (ended.ExitCode, ended.Error, ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(0, Ecocode.Run(["export", "--output", "/dev/null"], ("ECOCODE_LEDGER", _ledger.Path)).ExitCode);
    }

    [Fact]
    public void CodeCarbon_rows_of_many_processes_at_once_are_all_there()
    {
        string file = Path.Join(_ledger.Folder, "emissions.csv");
        List<Started> writers = [.. Enumerable.Range(0, 12).Select(_ => Started.Start([Ecocode.Path, "export", "--all", "-f", "codecarbon", "-o", file], ("ECOCODE_LEDGER", _ledger.Path)))];
        foreach (Started writer in writers)
        {
            Ended ended = writer.End();
            Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
            writer.Dispose();
        }

        Assert.Equal(1 + (12 * 4), File.ReadAllLines(file).Length);
        Assert.Equal(12, File.ReadAllLines(file).Count(line => line.Contains(",r-8c42,", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_CodeCarbon_file_of_other_columns_is_named_and_left_alone()
    {
        string file = Path.Join(_ledger.Folder, "emissions.csv");
        File.WriteAllText(file, "mine,and,yours\n1,2,3\n");
        Ended ended = _ledger.Run("export", "-f", "codecarbon", "-o", file);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal($"`{file}` has other columns than CodeCarbon's and is left as it is; written to `{Path.Join(_ledger.Folder, "emissions.ecocode.csv")}`\n", ended.Error);
        Assert.Equal("mine,and,yours\n1,2,3\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData(1, "no such folder", "export", "--output", "/nowhere/x.json")]
    [InlineData(1, "no space left", "export", "--output", "/dev/full")]
    [InlineData(2, "`--all` is every run", "export", "last", "--all")]
    [InlineData(2, "is no value for `--format`", "export", "--format", "xml")]
    [InlineData(2, "is no value for `--table`", "export", "--format", "csv", "--table", "rows")]
    public void What_can_not_be_done_is_said(int code, string message, params string[] words)
    {
        Ended ended = _ledger.Run(words);
        Assert.Equal((code, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }
}
