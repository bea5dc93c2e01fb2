using System.Globalization;

namespace EcoCode.Cli.Tests;

/// <summary>Signals to EcoCode and to what it measures, where no terminal is involved.</summary>
public sealed class SignalTests
{
    /// <summary>A shell that says which signal it got, and goes on; a line on standard input ends it with exit code 7, and its end in a while.</summary>
    private const string Listener = """
        for name in TERM HUP INT QUIT USR1 USR2 WINCH; do trap "echo got $name" $name; done
        echo $$
        for n in 1 2 3 4 5 6 7 8 9; do read line && exit 7; done
        """;

    [Theory]
    [InlineData("TERM", true)]
    [InlineData("HUP", true)]
    [InlineData("INT", true)]
    [InlineData("QUIT", true)]
    [InlineData("USR1", false)]
    [InlineData("USR2", false)]
    [InlineData("WINCH", false)]
    public void A_signal_to_ecocode_reaches_the_command_once_and_the_summary_still_comes(string signal, bool interrupts)
    {
        using Started started = StartListener();
        started.ReadNumber();
        Kill(signal, started.Pid);
        Assert.Equal("got " + signal, started.ReadLine());
        started.Input.WriteLine("end");
        Ended ended = started.End();
        Assert.Equal(7, ended.ExitCode);
        Assert.Equal("", ended.Output);
        Assert.Contains(interrupts ? "\"interrupted\": true" : "\"interrupted\": false", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\"exit_code\": 7", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public void A_signal_before_the_command_is_started_ends_ecocode_without_it(string signal, int code)
    {
        // The baseline takes two seconds before the start.
        using Started started = Ecocode.Start("run", "-qq", "--attribution", "marginal", "--", "echo", "ran");
        Assert.True(SpinWait.SpinUntil(() => Catches(started.Pid, 12), TimeSpan.FromSeconds(30)), "no handler of signals came");
        Kill(signal, started.Pid);
        Assert.Equal(new Ended(code, "", ""), started.End());
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    [InlineData("USR1", 138)]
    public void A_command_that_a_forwarded_signal_ends_ends_ecocode_with_128_more(string signal, int code)
    {
        using Started started = Started.Start([Ecocode.Path, "run", "--", "sh", "-c", "ulimit -c 0; echo ready; exec cat"]);
        Assert.Equal("ready", started.ReadLine());
        Kill(signal, started.Pid);
        Ended ended = started.End();
        Assert.Equal(code, ended.ExitCode);
        Assert.Contains("SIG" + signal, ended.Error, StringComparison.Ordinal);
        Assert.Contains("Energy", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Killing_the_command_is_137_and_names_the_signal()
    {
        using Started started = StartListener();
        Kill("KILL", started.ReadNumber());
        Ended ended = started.End();
        Assert.Equal(137, ended.ExitCode);
        Assert.Contains("\"signal\": \"SIGKILL\"", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\"interrupted\": false", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void When_ecocode_is_killed_the_command_lives_on()
    {
        using Started started = StartListener();
        int child = started.ReadNumber();
        Kill("KILL", started.Pid);
        Kill("USR1", child);
        Assert.Equal("got USR1", started.ReadLine());
        started.Input.WriteLine("end");
        Assert.Null(started.ReadLine());
    }

    [Fact]
    public void A_stopped_command_goes_on_after_SIGCONT_and_ecocode_waits()
    {
        using Started started = StartListener();
        int child = started.ReadNumber();
        Kill("STOP", child);
        Assert.Equal('T', StateOf(child, 'T'));
        Kill("CONT", child);
        started.Input.WriteLine("end");
        Assert.Equal(7, started.End().ExitCode);
    }

    [Fact]
    public void While_ecocode_is_stopped_the_command_runs_and_nothing_is_lost_after_SIGCONT()
    {
        using Started started = StartListener();
        int child = started.ReadNumber();
        Kill("STOP", started.Pid);
        Assert.Equal('T', StateOf(started.Pid, 'T'));
        Kill("USR2", child);
        Assert.Equal("got USR2", started.ReadLine());
        started.Input.WriteLine("end");
        Assert.Equal('Z', StateOf(child, 'Z'));
        Kill("CONT", started.Pid);
        Ended ended = started.End();
        Assert.Equal(7, ended.ExitCode);
        Assert.Contains("\"exit_code\": 7", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_nohup_a_hang_up_does_nothing_to_either()
    {
        using Started started = Ecocode.StartShell("trap '' HUP; exec $ECOCODE run --json -- sh -c 'echo $$; read line; exit 7'");
        int child = started.ReadNumber();
        Kill("HUP", started.Pid);
        Kill("HUP", child);
        started.Input.WriteLine("end");
        Ended ended = started.End();
        Assert.Equal(7, ended.ExitCode);
        Assert.Contains("\"interrupted\": false", ended.Error, StringComparison.Ordinal);
    }

    private static Started StartListener() => Ecocode.Start("run", "--json", "--", "sh", "-c", Listener);

    private static void Kill(string signal, int pid) => Assert.Equal(0, Ecocode.Shell("kill -$1 $2", signal, pid.ToString(CultureInfo.InvariantCulture)).ExitCode);

    /// <summary>Whether a process has a handler of a signal.</summary>
    private static bool Catches(int pid, int signal)
    {
        string mask = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal))[7..].Trim();
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (signal - 1))) != 0;
    }

    /// <summary>Waits until a process is in a state, and returns the one that it is in.</summary>
    private static char StateOf(int pid, char wanted)
    {
        char state = ' ';
        SpinWait.SpinUntil(() => (state = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0]) == wanted, TimeSpan.FromSeconds(30));
        return state;
    }
}
