using System.Text.Json;
using EcoCode.Cli.Diagnosing;
using EcoCode.Host;
using EcoCode.Report.Diagnoses;

namespace EcoCode.Cli.Tests.Diagnosing;

public sealed class DoctorTests
{
    [Fact]
    public void On_a_machine_with_counters_the_cpu_is_measured_and_nothing_is_red()
    {
        using var machine = new SimulatedMachine();
        machine.Zone("intel-rapl:0", "package-0");
        string ledger = Path.Join(machine.Sys, "ledger.db");
        Ended ended = Ecocode.Run(["doctor", "--no-config", "--json", "--zone", "DE", "--price", "0.31EUR", "--host-sys", machine.Sys], ("ECOCODE_LEDGER", ledger));
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        using var json = JsonDocument.Parse(ended.Output);
        Assert.Equal("ok measured", Of(json, "CPU"));
        Assert.Equal("ok ", Of(json, "grid"));
        Assert.Equal("ok ", Of(json, "tariff"));
        Assert.Equal("ok ", Of(json, "runs"));
        Assert.Equal("ok ", Of(json, "tree"), StringComparer.Ordinal);
        Assert.False(File.Exists(ledger));
    }

    [Fact]
    public void Something_red_is_exit_1()
    {
        using var machine = new SimulatedMachine();
        Ended ended = Ecocode.Run(["doctor", "--no-config", "--color", "never"], ("ECOCODE_LEDGER", machine.Sys));
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("  FAIL  runs       `" + machine.Sys, ended.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed, ", ended.Output, StringComparison.Ordinal);
        Assert.Contains(" · exit 1 · ", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor --fix cpu", "`cpu` is no value for `--fix`: give `rapl`")]
    [InlineData("doctor --zone Germny", "unknown zone `Germny`")]
    [InlineData("doctor --jsn", "did you mean `--json`?")]
    public void A_mistake_is_2(string words, string message)
    {
        Ended ended = Ecocode.Shell("exec $ECOCODE " + words);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_counter_nothing_is_opened()
    {
        Assert.SkipWhen(Directory.Exists("/sys/class/powercap/intel-rapl:0"), "this machine has counters, whose access a test must not change");
        Ended ended = Ecocode.Run("doctor", "--fix", "rapl");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error[ECO6022]", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proc /proc proc rw,nosuid,hidepid=2,gid=4 0 0", "2")]
    [InlineData("proc /proc proc rw,nosuid 0 0", null)]
    [InlineData("proc /mnt/proc proc rw,hidepid=2 0 0\nproc /proc proc rw,hidepid=invisible 0 0", "invisible")]
    [InlineData("", null)]
    public void Hidden_processes_are_seen_by_the_mount(string mounts, string? hidden)
    {
        using var machine = new SimulatedMachine();
        machine.Write("self/mounts", mounts);
        Assert.Equal(hidden, ProcessFindings.Hidden(new PseudoFs(machine.Sys)));
    }

    [Fact]
    public void A_ledger_is_looked_at_and_left_alone()
    {
        using var machine = new SimulatedMachine();
        Assert.Equal(FindingLevel.Warn, LedgerFindings.Of(null).Level);
        Assert.Equal(FindingLevel.Fail, LedgerFindings.Of(machine.Sys).Level);
        Assert.Equal(FindingLevel.Fail, LedgerFindings.Of(machine.Write("text.db", "no ledger at all, but text")).Level);
        Assert.Equal(FindingLevel.Ok, LedgerFindings.Of(machine.Write("ledger.db", "SQLite format 3\0and so on")).Level);
        Assert.Equal(FindingLevel.Ok, LedgerFindings.Of(machine.Write("empty.db", "")).Level);
        Assert.Equal(FindingLevel.Ok, LedgerFindings.Of(Path.Join(machine.Sys, "a", "b", "ledger.db")).Level);
        Assert.False(Directory.Exists(Path.Join(machine.Sys, "a")));
    }

    private static string Of(JsonDocument json, string subject)
    {
        JsonElement finding = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("subject").GetString() == subject);
        return $"{finding.GetProperty("level")} {finding.GetProperty("provenance")}";
    }
}
