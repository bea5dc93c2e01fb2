using System.Globalization;

namespace EcoCode.Cli.Tests;

/// <summary><c>ecocode monitor</c> beside what it watches.</summary>
public sealed class MonitorTests
{
    /// <summary>Says its pid, works, says so, and ends when its standard input does.</summary>
    private const string Burner = "echo $$; i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo done; read line; exit 0";

    [Fact]
    public void It_ends_when_the_process_does_and_tells_what_that_has_used()
    {
        string over = Path.Join(Path.GetTempPath(), "ecocode-over-" + Guid.NewGuid());
        using Started burner = Ecocode.StartShell("echo $$; while [ ! -e $1 ]; do :; done", over);
        int pid = burner.ReadNumber();
        using Started monitor = Ecocode.Start("monitor", "--pid", Text(pid), "--json", "--interval", "10ms");
        WaitUntilItCatches(monitor.Pid);
        WaitUntil(() => Waits(monitor.Pid), 10);
        WaitUntil(() => UserTicks(pid), 20);
        WaitUntil(() => Waits(monitor.Pid), 10);
        File.WriteAllText(over, "");
        Ended ended = monitor.End();
        File.Delete(over);
        Assert.Equal(0, ended.ExitCode);
        var run = new RunDocument(System.Text.Json.JsonDocument.Parse(ended.Error).RootElement);
        Assert.True(run.Microjoules("total.energy_j") > 0);
        Assert.Equal(("monitor", false), (run.At("run.kind").GetString(), run.At("run.interrupted").GetBoolean()));
        Assert.Equal(pid, run.At("processes")[0].GetProperty("pid").GetInt32());
        Assert.True(run.At("processes")[0].GetProperty("exited").GetBoolean());
        Assert.Equal(run.Microjoules("machine.energy_j"), run.Microjoules("machine.tree_j") + run.Microjoules("machine.other_processes_j") + run.Microjoules("machine.idle_and_rest_j"));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_ends_it_with_a_summary_and_leaves_the_process_alone(string signal)
    {
        using Started watched = Ecocode.StartShell("echo $$; read line; echo alive; read line");
        using Started monitor = Ecocode.Start("monitor", "--json", "--pid", Text(watched.ReadNumber()));
        WaitUntilItCatches(monitor.Pid);
        Assert.Equal(0, Ecocode.Shell("kill -$1 $2", signal, Text(monitor.Pid)).ExitCode);
        Ended ended = monitor.End();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("\"interrupted\": true", ended.Error, StringComparison.Ordinal);
        watched.Input.WriteLine("go on");
        Assert.Equal("alive", watched.ReadLine());
    }

    [Fact]
    public void Two_processes_are_watched_until_both_have_ended()
    {
        using Started first = Ecocode.StartShell(Burner), second = Ecocode.StartShell(Burner);
        int[] pids = [first.ReadNumber(), second.ReadNumber()];
        using Started monitor = Ecocode.Start("monitor", "--pid", string.Join(',', pids), "--json", "--interval", "10ms");
        WaitUntilItCatches(monitor.Pid);
        first.Input.WriteLine("end");
        first.End();
        second.Input.WriteLine("end");
        Ended ended = monitor.End();
        Assert.Equal(0, ended.ExitCode);
        var run = new RunDocument(System.Text.Json.JsonDocument.Parse(ended.Error).RootElement);
        Assert.Equal(pids.Order(), run.At("processes").EnumerateArray().Select(row => row.GetProperty("pid").GetInt32()).Where(pid => pid != 0).Order());
    }

    [Fact]
    public void A_process_is_found_by_name_and_so_is_its_child()
    {
        string folder = Directory.CreateTempSubdirectory("ecocode-").FullName;
        try
        {
            string name = "eco " + Path.GetFileName(folder)[^6..] + " ) (";
            File.Copy("/bin/sh", Path.Join(folder, name));
            using Started watched = Started.Start([Path.Join(folder, name), "-c", "sh -c 'echo $$; read line'; :"]);
            int child = watched.ReadNumber();
            using Started monitor = Ecocode.Start("monitor", "--json", "--name", name[..^3] + "*");
            WaitUntilItCatches(monitor.Pid);
            watched.Input.WriteLine("end");
            Ended ended = monitor.End();
            Assert.Equal(0, ended.ExitCode);
            var run = new RunDocument(System.Text.Json.JsonDocument.Parse(ended.Error).RootElement);
            Assert.Equal([name, "sh"], run.At("processes").EnumerateArray().Where(row => row.GetProperty("pid").GetInt32() != 0).Select(row => row.GetProperty("name").GetString()));
            Assert.Contains(run.At("processes").EnumerateArray(), row => row.GetProperty("pid").GetInt32() == child);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Process_1_can_be_watched()
    {
        using Started monitor = Ecocode.Start("monitor", "--pid", "1", "-q");
        WaitUntilItCatches(monitor.Pid);
        Assert.Equal(0, Ecocode.Shell("kill -TERM $1", Text(monitor.Pid)).ExitCode);
        Ended ended = monitor.End();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains(" CO2e, ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_ends_at_once_is_told_or_measured_and_never_waited_for()
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using Started brief = Ecocode.StartShell("echo $$");
            Ended ended = Ecocode.Run("monitor", "-q", "--pid", Text(brief.ReadNumber()));
            Assert.Contains(ended.ExitCode, (int[])[0, 2]);
            Assert.Matches(ended.ExitCode == 0 ? "CO2e" : "there is no process|ended before it could be measured", ended.Error);
        }
    }

    /// <summary>Waits until it has its handler of SIGTERM and watches: its thread that waits for the end has started by then.</summary>
    private static void WaitUntilItCatches(int pid)
        => Assert.True(SpinWait.SpinUntil(() => Directory.GetDirectories($"/proc/{pid}/task").Any(task => Comm(task) == "watch"), TimeSpan.FromSeconds(30)), "the monitor did not start to watch");

    /// <summary>Waits until a count has grown by so much.</summary>
    private static void WaitUntil(Func<long> count, long more)
    {
        long before = count();
        Assert.True(SpinWait.SpinUntil(() => count() >= before + more, TimeSpan.FromSeconds(30)), "nothing happens");
    }

    /// <summary>How often the main thread has waited: a monitor does so between two ticks.</summary>
    private static long Waits(int pid)
        => long.Parse(File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith("voluntary_ctxt_switches:", StringComparison.Ordinal)).Split('\t')[1], CultureInfo.InvariantCulture);

    /// <summary>User time in clock ticks of 10 ms.</summary>
    private static long UserTicks(int pid) => long.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ')[11], CultureInfo.InvariantCulture);

    private static string Comm(string task)
    {
        try
        {
            return File.ReadAllText(Path.Join(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);
}
