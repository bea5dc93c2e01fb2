using System.Text.Json;

namespace EcoCode.Cli.Tests.Keeping;

public sealed class LedgerVerbTests : IDisposable
{
    private readonly SeededLedger _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void Runs_are_listed_newest_first() => Assert.Equal(["r-9f00", "r-8c42", "r-8c41", "r-01ab"], _ledger.Ids());

    [Theory]
    [InlineData("r-8c42 r-8c41", "--name", "resnet-*")]
    [InlineData("r-9f00 r-8c42 r-8c41", "--project", "vision")]
    [InlineData("r-9f00 r-8c42 r-8c41", "--tag", "batch=256")]
    [InlineData("", "--tag", "batch=512")]
    [InlineData("r-9f00 r-8c42", "--since", "2026-08-23")]
    [InlineData("r-01ab", "--until", "2026-08-01T00:00")]
    [InlineData("r-9f00", "--limit", "1")]
    [InlineData("r-8c41", "--project", "vision", "--until", "2026-08-22T23:00Z", "--limit", "5")]
    public void Runs_are_filtered(string expected, params string[] words)
        => Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), _ledger.Ids(words));

    [Fact]
    public void A_name_with_a_line_break_stays_in_its_line() => Assert.Equal(5, _ledger.Output("runs").TrimEnd('\n').Split('\n').Length);

    [Fact]
    public void The_list_as_JSON_is_an_array_of_rows()
    {
        using JsonDocument list = JsonDocument.Parse(_ledger.Output("runs", "--json"));
        JsonElement newest = list.RootElement[0], oldest = list.RootElement[3];
        Assert.Equal("r-9f00", newest.GetProperty("id").GetString());
        Assert.Equal(521400.000001m, newest.GetProperty("energy_j").GetDecimal());
        Assert.Equal("256", newest.GetProperty("tags").GetProperty("batch").GetString());
        Assert.Equal("interrupted", oldest.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, oldest.GetProperty("cost").ValueKind);
    }

    [Theory]
    [InlineData("r-8c42")]
    [InlineData("8c42")]
    [InlineData("last~1")]
    public void A_run_is_shown_as_its_summary_was(string text)
    {
        string shown = _ledger.Output("show", text);
        Assert.Contains("resnet-b512  r-8c42 · exit 0 · 12 min 41 s", shown, StringComparison.Ordinal);
        Assert.Contains("warning: 9 % of the energy is modelled", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_cut_off_says_so()
    {
        Assert.Contains("measurement cut off", _ledger.Output("show", "01ab"), StringComparison.Ordinal);
        Assert.Contains("interrupted", _ledger.Output("runs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Show_as_JSON_is_the_record_that_the_run_wrote()
    {
        using JsonDocument record = JsonDocument.Parse(_ledger.Output("show", "--json"));
        Assert.Equal(("ecocode.run/1", "r-9f00"), (record.RootElement.GetProperty("schema").GetString(), record.RootElement.GetProperty("run").GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("there is no run `ffff`", "show", "ffff")]
    [InlineData("`8c4` may be `r-8c41`, `r-8c42`", "show", "8c4")]
    [InlineData("`last~7` is further back", "export", "last~7")]
    [InlineData("there is no run `nope`", "delete", "last", "nope")]
    [InlineData("there is no run `nope`", "compare", "last", "nope")]
    public void A_run_that_is_not_found_or_not_one_is_an_error(string message, params string[] words)
    {
        Ended ended = _ledger.Run(words);
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.Equal(4, _ledger.Ids().Length);
    }

    [Theory]
    [InlineData("export", "--fromat", "csv")]
    [InlineData("show", "--jsn")]
    [InlineData("compare", "last", "last~1", "--jsno")]
    public void An_unknown_option_is_not_taken_for_a_run(params string[] words)
    {
        Ended ended = _ledger.Run(words);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("error[ECO4007]: there is no option `--", ended.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean `--", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_gets_another_name()
    {
        Assert.Equal("", _ledger.Output("rename", "last", "new name"));
        Assert.Equal(["r-9f00"], _ledger.Ids("--name", "new name"));
        Assert.Contains("new name", _ledger.Output("show", "9f"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_are_set_and_removed()
    {
        Assert.Equal("", _ledger.Output("tag", "last", "a=b=c", "batch="));
        Assert.Equal(["r-9f00"], _ledger.Ids("--tag", "a=b=c"));
        Assert.Equal(["r-8c42", "r-8c41"], _ledger.Ids("--tag", "batch=256"));
        Assert.Equal(2, _ledger.Run("tag", "last", "nonsense").ExitCode);
    }

    [Fact]
    public void Runs_are_deleted()
    {
        Assert.Equal("", _ledger.Output("delete", "last", "8c41"));
        Assert.Equal(["r-8c42", "r-01ab"], _ledger.Ids());
    }

    [Fact]
    public void Old_runs_are_pruned_and_counted()
    {
        Assert.Equal("4 runs would be removed\n", _ledger.Output("prune", "--older-than", "1s", "--dry-run"));
        Assert.Equal("0 runs removed\n", _ledger.Output("prune", "--older-than", "9999d"));
        Assert.Equal(4, _ledger.Ids().Length);
        int days = (int)(DateTimeOffset.UtcNow - new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero)).TotalDays;
        Assert.Equal("1 run removed\n", _ledger.Output("prune", "--older-than", $"{days}d"));
        Assert.Equal(2, _ledger.Run("prune").ExitCode);
    }

    [Fact]
    public void Comparing_tells_the_same_apart_from_the_different()
    {
        string same = _ledger.Output("compare", "8c41", "8c42");
        Assert.Contains("not to be told apart", same, StringComparison.Ordinal);
        Assert.DoesNotContain("less", same, StringComparison.Ordinal);
        string other = _ledger.Output("compare", "8c41", "01ab");
        Assert.Contains("less", other, StringComparison.Ordinal);
        Assert.Contains("measured on another machine", other, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(_ledger.Output("compare", "8c41", "01ab", "--json"));
        JsonElement energy = json.RootElement.GetProperty("others")[0].GetProperty("totals")[0];
        Assert.Equal(("energy_j", "less"), (energy.GetProperty("name").GetString(), energy.GetProperty("verdict").GetString()));
    }

    [Fact]
    public void An_empty_ledger_is_no_error_for_a_list_and_one_for_the_last_run()
    {
        (string, string?) fresh = ("ECOCODE_LEDGER", Path.Join(_ledger.Folder, "other.db"));
        Assert.Equal(0, Ecocode.Run(["runs"], fresh).ExitCode);
        Assert.Equal("[]\n", Ecocode.Run(["runs", "--json"], fresh).Output);
        Assert.Equal("[]\n", Ecocode.Run(["export", "--all"], fresh).Output);
        Assert.Contains("the ledger is empty", Ecocode.Run(["show"], fresh).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_that_is_none_is_an_error_and_not_a_crash()
    {
        Ended ended = Ecocode.Run(["runs"], ("ECOCODE_LEDGER", _ledger.Folder));
        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith("error[ECO50", ended.Error, StringComparison.Ordinal);
    }
}
