using System.Text.RegularExpressions;
using EcoCode.Cli.Tests.Ledgers;

namespace EcoCode.Cli.Tests;

/// <summary>What `ecocode dashboard` does where there is no terminal; on one, it is tested with its screens.</summary>
public sealed partial class DashboardTests
{
    [Fact]
    public void Where_there_is_no_terminal_one_table_is_printed()
    {
        Ended ended = Ecocode.Run("dashboard", "--interval", "200ms", "--no-config");
        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain('\u001b', ended.Output);
        Assert.Contains("PID  COMMAND", ended.Output, StringComparison.Ordinal);
        Assert.Contains("ecocode (this program)", ended.Output, StringComparison.Ordinal);
        Assert.Contains("note[ECO3021]", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_utf8_it_is_ascii()
        => Assert.All(Ecocode.Run("dashboard", "--interval", "200ms", "--ascii").Output, character => Assert.True(char.IsAscii(character)));

    [Fact]
    public void A_filter_that_is_wrong_is_refused_with_what_is_wrong()
    {
        Ended ended = Ecocode.Run("dashboard", "--filter", "powr > 5");
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("error[ECO7120]: the filter `powr > 5` is wrong at `powr`", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Marginal_attribution_needs_a_baseline()
    {
        Ended ended = Ecocode.Run("dashboard", "--attribution", "marginal");
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("error[ECO7122]", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_the_ledger_is_shown_with_its_energy()
    {
        using var folder = new LedgerFolder();
        folder.Run("run", "-qq", "--name", "brief", "--", "sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done");
        Ended ended = folder.Run("dashboard", "--run", "last", "--units", "si");
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("brief r-", ended.Output, StringComparison.Ordinal);
        Assert.Matches(ShellRow(), ended.Output);
    }

    [Fact]
    public void A_run_that_is_not_there_is_an_error()
    {
        using var folder = new LedgerFolder();
        Assert.Equal(1, folder.Run("dashboard", "--run", "r-ffff").ExitCode);
    }

    [Fact]
    public void Plain_lines_end_with_a_signal()
    {
        Ended ended = Ecocode.Shell("\"$ECOCODE\" dashboard --plain --interval 200ms --no-config & sleep 1; kill -TERM $!; wait $!");
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("ECO3021: ", ended.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\n +\d+ +sh +[0-9. ]+ m?W +[0-9.]+ [mk]?J ")]
    private static partial Regex ShellRow();
}
