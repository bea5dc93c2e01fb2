using System.Globalization;
using System.Text.Json;

namespace EcoCode.Cli.Tests;

/// <summary>The whole way from energy_uj to the result, against a truth that is known by other means.</summary>
public sealed class SimulatedMachineTests
{
    /// <summary>J for each second of CPU time.</summary>
    private const double Watts = 20;

    /// <summary>A loop, a subshell that loops, short children; then the shell's own account of all of them.</summary>
    private const string Work = """
        bash -c 'spin() { i=0; while [ $i -lt $1 ]; do i=$((i+1)); done; }; spin 250000; (spin 250000); for n in 1 2 3 4 5 6 7 8 9 10; do (spin 5000); done; times'
        """;

    /// <summary>One process: which socket one that lives shorter than a sample ran on is not known to anybody.</summary>
    private const string Alone = "bash -c 'i=0; while [ $i -lt 500000 ]; do i=$((i+1)); done; times'";

    private const string Short = "bash -c 'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done'";

    [Theory]
    [InlineData("")]
    [InlineData("--interval 10ms")]
    [InlineData("--interval 5s")]
    public void The_trees_energy_is_its_CPU_time_times_the_watts_whatever_else_runs(string options)
    {
        Assert.SkipUnless(SimulatedMachine.CanDrive, "no cpuacct hierarchy tells the machine's exact CPU time");
        using var machine = new SimulatedMachine();
        machine.Driven("intel-rapl:0", "package-0", OfAll);
        machine.Drive();
        (RunDocument run, Ended ended) = RunDocument.Of($"$ECOCODE run --host-sys $2 --json=$1 {options} -- {Work}", machine.Sys);
        double truth = Watts * CpuSeconds(ended.Output);
        AssertNear(truth, 0.03, run, machine);
        Assert.All(run.At("components").EnumerateArray().Where(IsCpu), part => Assert.Equal("apportioned", part.GetProperty("provenance").GetString()));
    }

    [Fact]
    public void A_program_on_one_socket_is_charged_that_sockets_energy()
    {
        Assert.SkipUnless(SimulatedMachine.CanDrive, "no cpuacct hierarchy tells the machine's exact CPU time");
        Assert.SkipUnless(Environment.ProcessorCount >= 2, "the machine has one processor");
        Assert.SkipUnless(Ecocode.Shell("taskset -c 1 true").ExitCode == 0, "processor 1 can't be chosen");
        using var machine = new SimulatedMachine();
        machine.Driven("intel-rapl:0", "package-0", times => (long)((times.Sum() - times[1]) * 5 / 1000.0));
        machine.Driven("intel-rapl:1", "package-1", times => (long)(times[1] * 50 / 1000.0));
        machine.Drive();
        (RunDocument run, Ended ended) = RunDocument.Of($"$ECOCODE run --host-sys $2 --host-proc $3 --json=$1 -- taskset -c 1 {Alone}", machine.Sys, machine.Proc(cpu => cpu == 1 ? 1 : 0));
        double cpu1 = CpuSeconds(ended.Output);
        AssertNear(cpu1 * 50, 0.05, run, machine);
    }

    [Fact]
    public void The_same_package_shown_twice_is_counted_once_and_what_is_inside_it_not_at_all()
    {
        Assert.SkipUnless(SimulatedMachine.CanDrive, "no cpuacct hierarchy tells the machine's exact CPU time");
        using var machine = new SimulatedMachine();
        machine.Driven("intel-rapl:0", "package-0", OfAll);
        machine.Driven("intel-rapl:0:0", "core", OfAll);
        machine.Driven("intel-rapl-mmio:0", "package-0", OfAll);
        machine.Drive();
        (RunDocument run, Ended ended) = RunDocument.Of($"$ECOCODE run --host-sys $2 --json=$1 -- {Work}", machine.Sys);
        double truth = Watts * CpuSeconds(ended.Output);
        AssertNear(truth, 0.03, run, machine);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("-5\n")]
    [InlineData("123456789012345678901234567890\n")]
    [InlineData("0x10\n")]
    public void A_counter_that_holds_no_number_is_not_believed_and_a_model_stands_in(string text)
    {
        using var machine = new SimulatedMachine();
        machine.Zone("intel-rapl:0", "package-0", text);
        (RunDocument run, Ended ended) = RunDocument.Of($"$ECOCODE run --host-sys $2 --json=$1 -- sh -c 'exit 4'", machine.Sys);
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("ECO1005", run.Warnings);
        Assert.Equal(1, Modelled(run));
        Assert.True(run.Microjoules("machine.energy_j") > 0);
    }

    [Fact]
    public void A_counter_that_answers_with_an_IO_error_is_not_believed()
    {
        using var machine = new SimulatedMachine();
        string counter = machine.Zone("intel-rapl:0", "package-0");
        File.Delete(counter);
        File.CreateSymbolicLink(counter, "/proc/self/mem");
        (RunDocument run, _) = RunDocument.Of("$ECOCODE run --host-sys $2 --json=$1 -- true", machine.Sys);
        Assert.Contains("ECO1005", run.Warnings);
        Assert.Equal(1, Modelled(run));
    }

    [Fact]
    public void A_frozen_counter_gives_way_to_the_model_and_the_user_is_told()
    {
        using var machine = new SimulatedMachine();
        machine.Zone("intel-rapl:0", "package-0", "123456789\n");
        (RunDocument run, _) = RunDocument.Of("$ECOCODE run --host-sys $2 --json=$1 -- " + Short, machine.Sys);
        Assert.Contains("ECO2001", run.Warnings);
        Assert.Equal(1, Modelled(run));
        Assert.True(run.Microjoules("total.energy_j") > 0);
    }

    [Fact]
    public void A_counter_that_is_emptied_while_the_command_runs_gives_way_to_the_model()
    {
        using var machine = new SimulatedMachine();
        string counter = machine.Zone("intel-rapl:0", "package-0", "123456789\n");
        (RunDocument run, _) = RunDocument.Of("$ECOCODE run --host-sys $2 --interval 5ms --json=$1 -- sh -c \": > $3; exec " + Short.Replace("$", "\\$", StringComparison.Ordinal) + "\"", machine.Sys, counter);
        Assert.Contains("ECO2001", run.Warnings);
        Assert.Equal(1, Modelled(run));
        Assert.True(run.Microjoules("total.energy_j") > 0);
    }

    [Fact]
    public void A_counter_for_root_alone_is_told_with_the_way_to_open_it()
    {
        Assert.SkipUnless(Ecocode.Shell("setpriv --reuid 65534 --clear-groups test -x $ECOCODE").ExitCode == 0, "another user can't be taken on, or can't reach the executable");
        using var machine = new SimulatedMachine();
        string counter = machine.Zone("intel-rapl:0", "package-0");
        File.SetUnixFileMode(counter, UnixFileMode.None);
        File.SetUnixFileMode(machine.Sys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Ended ended = Ecocode.Shell("exec setpriv --reuid 65534 --clear-groups $ECOCODE run --json --host-sys $1 -- true", machine.Sys);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("ECO1003", ended.Error, StringComparison.Ordinal);
        Assert.Contains("CVE-2020-8694", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>Beyond the tolerance, the counters may have been read before they were moved, at the begin and at the end.</summary>
    private static void AssertNear(double truth, double tolerance, RunDocument run, SimulatedMachine machine)
    {
        double off = (truth * tolerance) + machine.MostBehind;
        Assert.InRange(CpuJoules(run), truth - off, truth + off);
    }

    private static long OfAll(long[] nanoseconds) => (long)(nanoseconds.Sum() * Watts / 1000);

    private static bool IsCpu(JsonElement component) => component.GetProperty("component").GetString() == "cpu";

    private static double CpuJoules(RunDocument run) => run.At("components").EnumerateArray().Where(IsCpu).Sum(component => component.GetProperty("energy_j").GetDouble());

    private static double Modelled(RunDocument run) => run.Joules("total.provenance.modelled");

    /// <summary>All four figures of <c>times</c>, <c>0m1.234s</c> each.</summary>
    private static double CpuSeconds(string times) => times.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Select(text => text.TrimEnd('s').Split('m'))
        .Sum(parts => (60 * double.Parse(parts[0], CultureInfo.InvariantCulture)) + double.Parse(parts[1], CultureInfo.InvariantCulture));
}
