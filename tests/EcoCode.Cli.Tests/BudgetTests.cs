using System.Globalization;
using System.Text.Json;

namespace EcoCode.Cli.Tests;

/// <summary>Runs with limits, by the built executable.</summary>
public sealed class BudgetTests
{
    private const string Spin = "bash -c 'while :; do :; done'";

    [Fact]
    public void A_run_is_stopped_within_a_tick_of_its_energy_budget()
    {
        Assert.SkipUnless(SimulatedMachine.CanDrive, "no cpuacct hierarchy tells the machine's exact CPU time");
        using var machine = new SimulatedMachine();
        machine.Driven("intel-rapl:0", "package-0", times => (long)(times.Sum() * 20 / 1000.0));
        machine.Drive();
        (RunDocument run, Ended ended) = RunDocument.Of($"$ECOCODE run --host-sys $2 --json=$1 --overhead-budget 100 --max-energy 10J --on-budget stop -- {Spin}", machine.Sys);
        Assert.Equal(143, ended.ExitCode);
        JsonElement budget = Assert.Single(run.At("budgets").EnumerateArray());
        Assert.Equal(("energy", "J", "stop"), (budget.GetProperty("kind").GetString(), budget.GetProperty("unit").GetString(), budget.GetProperty("action").GetString()));
        Assert.Equal(run.Joules("total.energy_j"), budget.GetProperty("used").GetDouble(), precision: 5);

        // One thread at 20 W uses 2 J in a tick; the rest is for a machine on which a tick comes late, and for the counter.
        Assert.InRange(budget.GetProperty("used").GetDouble(), 10, 10 + 8 + machine.MostBehind);
        Assert.Contains("ECO2102", run.Warnings);
        Assert.Contains("the energy budget of 10.0 J was used up after", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void By_default_a_run_that_is_over_its_budget_goes_on_and_ends_as_it_would()
    {
        (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run --json=$1 --max-time 100ms --max-co2 1t --price 0.3EUR --max-cost 2EUR -- sh -c 'sleep 0.4; exit 7'");
        Assert.Equal(7, ended.ExitCode);
        Assert.Equal(["co2e", "cost", "time"], run.At("budgets").EnumerateArray().Select(budget => budget.GetProperty("kind").GetString()));
        Assert.Equal(["g", "EUR", "s"], run.At("budgets").EnumerateArray().Select(budget => budget.GetProperty("unit").GetString()));
        Assert.Equal([null, null, "warn"], run.At("budgets").EnumerateArray().Select(budget => budget.GetProperty("action").GetString()));
        Assert.Equal(run.At("impact.co2e_g").GetDouble(), run.At("budgets")[0].GetProperty("used").GetDouble(), tolerance: run.At("impact.co2e_g").GetDouble() * 1e-9);
        Assert.True(run.At("budgets")[2].GetProperty("reached_at_s").GetDouble() >= 0.1);
    }

    [Fact]
    public void Who_ignores_the_request_is_killed_when_the_grace_is_over()
    {
        (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run --json=$1 --max-time 100ms --on-budget stop --grace 200ms -- sh -c 'trap \"\" TERM; while :; do sleep 0.05; done'");
        Assert.Equal(137, ended.ExitCode);
        Assert.Equal("kill", run.At("budgets")[0].GetProperty("action").GetString());
        Assert.Contains("ECO2103", run.Warnings);
    }

    [Fact]
    public void Descendants_in_other_sessions_are_stopped_as_well()
    {
        string marker = Marker();
        Ended ended = Ecocode.Shell($"$ECOCODE run -qq --max-time 300ms --on-budget stop --grace 300ms -- sh -c 'setsid sh -c \"trap : TERM; sleep {marker}; sleep {marker}\" & setsid sleep {marker} & sleep {marker}'; pgrep -xf 'sleep {marker}' >&2 || echo none");
        Assert.Equal("none", ended.Output.Trim());
    }

    [Fact]
    public void A_stopped_tree_is_woken_to_end()
    {
        (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run --json=$1 --max-time 200ms --on-budget stop --grace 50s -- sh -c 'kill -STOP $$; sleep 100'");
        Assert.Equal(143, ended.ExitCode);
        Assert.Equal("stop", run.At("budgets")[0].GetProperty("action").GetString());
    }

    [Fact]
    public void A_program_that_saves_its_work_when_told_to_end_keeps_its_exit_code()
        => Assert.Equal(3, Ecocode.Shell("$ECOCODE run -qq --max-time 100ms --on-budget stop -- sh -c 'trap \"exit 3\" TERM; while :; do sleep 0.05; done'").ExitCode);

    [Fact]
    public void A_command_that_has_ended_by_itself_is_not_called_stopped()
    {
        (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run --json=$1 --interval 1h --max-energy 1J --max-time 1d --on-budget stop -- sh -c 'exit 4'");
        Assert.Equal(4, ended.ExitCode);
        Assert.DoesNotContain("stop", run.At("budgets").EnumerateArray().Select(budget => budget.GetProperty("action").GetString()));
    }

    [Fact]
    public void A_time_budget_does_not_wait_for_a_late_tick()
        => Assert.Equal(143, Ecocode.Shell("$ECOCODE run -qq --interval 1h --max-time 200ms --on-budget stop -- sleep 50").ExitCode);

    [Fact]
    public void The_command_can_be_sent_a_signal_of_choice()
    {
        Ended ended = Ecocode.Shell("$ECOCODE run -q --max-time 100ms --on-budget signal:usr1 -- sh -c 'trap \"echo saved; exit 0\" USR1; while :; do sleep 0.05; done'");
        Assert.Equal((0, "saved\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("SIGUSR1", ended.Error, StringComparison.Ordinal);
        Assert.Equal(2, ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Watched_processes_are_stopped_where_that_was_asked_for()
    {
        string marker = Marker();
        Ended ended = Ecocode.Shell($"sh -c 'sleep {marker}; :' & $ECOCODE monitor --pid $! --max-time 200ms --on-budget stop; pgrep -xf 'sleep {marker}' || echo none");
        Assert.Equal("none", ended.Output.Trim());
        Assert.Contains("time budget of 200 ms was used up", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-energy 2kW", "ECO4007", "power")]
    [InlineData("--max-energy 2", "ECO4007", "no unit")]
    [InlineData("--max-energy 2kWhh", "ECO4007", "`2kWh`")]
    [InlineData("--max-energy 2mJ", "ECO4007", "`2MJ`")]
    [InlineData("--max-energy -2J", "ECO4007", "such as `2kWh`")]
    [InlineData("--max-co2 5lb", "ECO4007", "g, kg, t")]
    [InlineData("--max-cost 3", "ECO4007", "3EUR")]
    [InlineData("--max-cost 3EUR", "ECO4101", "--price")]
    [InlineData("--max-cost 3USD --price 0.3EUR", "ECO4102", "EUR")]
    [InlineData("--on-budget stopp", "ECO4007", "`stop`")]
    [InlineData("--on-budget signal:USR3", "ECO4007", "`signal:USR1`")]
    public void A_mistake_is_said_before_anything_is_started(string options, string code, string part)
    {
        Ended ended = Ecocode.Shell($"$ECOCODE run {options} -- echo started");
        Assert.Equal((125, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(code, ended.Error, StringComparison.Ordinal);
        Assert.Contains(part, ended.Error.Replace("\n    ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_tells_each_budget_and_how_much_of_it_was_used()
    {
        Ended ended = Ecocode.Shell("$ECOCODE run --max-time 1h --max-energy 1MWh -- sh -c :");
        Assert.Contains("Budget     energy ", ended.Error, StringComparison.Ordinal);
        Assert.Matches("time [0-9.]+ m?s of 60 min|time [0-9.]+ m?s of 1 h 0 min", ended.Error);
        Assert.DoesNotContain("used up", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>A time to sleep for that no other test sleeps for.</summary>
    private static string Marker() => string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.Next(1000, 9000)}.{Random.Shared.Next(100000, 999999)}");
}
