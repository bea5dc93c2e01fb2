using System.Globalization;

namespace EcoCode.Cli.Tests;

/// <summary>EcoCode and its command in the foreground of a terminal, which script(1) makes: what is written to it is typed.</summary>
public sealed class TerminalTests
{
    private const char ControlC = '\u0003', ControlZ = '\u001a', ControlBackslash = '\u001c';

    private const string Listener = """trap "echo got INT" INT; trap "echo got USR1" USR1; echo $PPID; for n in 1 2 3 4 5 6 7 8 9; do read line && exit 7; done""";

    [Fact]
    public void Control_C_reaches_the_command_once_and_the_summary_still_comes()
    {
        using Started terminal = StartIn($"$ECOCODE run --no-progress -- sh -c '{Listener}'");
        string ecocode = terminal.ReadLine()!.Trim();
        terminal.Input.Write(ControlC);
        terminal.ReadUntil("got INT");

        // EcoCode takes signals one after the other, so a second SIGINT would come before this one.
        Assert.Equal(0, Ecocode.Shell("kill -USR1 $1", ecocode).ExitCode);
        Assert.Equal("got USR1", terminal.ReadLine()!.Trim());
        terminal.Input.Write("end\n");
        Ended ended = terminal.End();
        Assert.Equal(7, ended.ExitCode);
        Assert.DoesNotContain("got", ended.Output, StringComparison.Ordinal);
        Assert.Contains("interrupted", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Energy", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ControlC, 130, "SIGINT")]
    [InlineData(ControlBackslash, 131, "SIGQUIT")]
    public void A_key_that_ends_the_command_ends_ecocode_with_128_more(char key, int code, string name)
    {
        using Started terminal = StartIn("ulimit -c 0; $ECOCODE run -q -- sh -c 'echo ready; read line'");
        terminal.ReadUntil("ready");
        terminal.Input.Write(key);
        Ended ended = terminal.End();
        Assert.Equal(code, ended.ExitCode);
        Assert.Contains(name, ended.Output, StringComparison.Ordinal);
        Assert.Contains("\nsh r-", ended.Output, StringComparison.Ordinal); // not behind the terminal's echo of the key
    }

    [Fact]
    public void Control_Z_stops_both_and_fg_goes_on()
    {
        using Started terminal = StartIn("set -m; $ECOCODE run -q -- sh -c 'echo ready; read line; echo got $line; exit 5'; echo stopped $?; fg; echo ended $?");
        terminal.ReadUntil("ready");
        terminal.Input.Write(ControlZ);
        string signal = (128 + 20).ToString(CultureInfo.InvariantCulture);
        Assert.Contains("stopped " + signal, terminal.ReadUntil("stopped 1"), StringComparison.Ordinal);
        terminal.Input.Write("hello\n");
        terminal.ReadUntil("got hello");
        terminal.ReadUntil("ended 5");
    }

    [Fact]
    public void The_command_has_the_terminal_and_its_settings_stay_as_they_were()
    {
        using Started terminal = StartIn("""
            stty -g; $ECOCODE run -qq -- sh -c 'stty -g; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && set -- $(cut -d" " -f5,8 /proc/$$/stat) && [ $1 = $2 ] && echo foreground'; stty -g
            """);
        string before = terminal.ReadLine()!;
        Assert.Matches("^[0-9a-f:]+\r?$", before);
        Assert.Equal(before, terminal.ReadLine());
        terminal.ReadUntil("foreground");
        Assert.Equal(before, terminal.ReadLine());
        Assert.Equal(0, terminal.End().ExitCode);
    }

    [Fact]
    public void On_a_terminal_the_summary_is_coloured_unless_that_was_refused()
    {
        using Started coloured = StartIn("TERM=xterm NO_COLOR= $ECOCODE run -- true"), plain = StartIn("TERM=xterm NO_COLOR=1 $ECOCODE run -- true"), dumb = StartIn("TERM=dumb NO_COLOR= $ECOCODE run -- true");
        Assert.Contains("\u001b[", coloured.End().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", plain.End().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", dumb.End().Output, StringComparison.Ordinal);
    }

    /// <summary>Starts a line of bash(1) in a terminal of its own.</summary>
    private static Started StartIn(string script)
    {
        Assert.SkipUnless(Ecocode.Shell("script --version | grep -q util-linux && command -v bash").ExitCode == 0, "`script` of util-linux and `bash` are not both installed");
        return Started.Start(["script", "-qec", script, "/dev/null"], ("SHELL", "/bin/bash"), ("ECOCODE", Ecocode.Path), ("FORCE_COLOR", null));
    }
}
