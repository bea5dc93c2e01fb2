namespace EcoCode.Cli.Tests;

/// <summary>What a command finds when it looks round is the same under <c>ecocode run</c> as under env(1), but for the one variable by which it can ask about its run.</summary>
public sealed class FidelityTests
{
    /// <summary>All of the state that a program inherits and that Linux shows it.</summary>
    private const string LookRound = """
        exec 3>&1 1>&8 8>&-
        PATH=/usr/bin:/bin
        while read -r key value; do
            case $key in (Uid*|Gid*|Groups*|Umask*|ShdPnd*|SigBlk*|SigIgn*|SigCgt*|Cap*|NoNewPrivs*|Seccomp*|Specul*|Cpus*|Mems*|CoreDump*) echo "$key $value";; esac
        done < /proc/$$/status
        cat /proc/$$/limits
        tr '\0' '\n' < /proc/$$/environ | grep -v '^ECOCODE_SOCKET='
        pwd; umask; readlink /proc/$$/root /proc/$$/cwd
        ls /proc/$$/fd
        stat -L -c '%d %i %t %T' /proc/$$/fd/0
        stat -L -c '%d %i %t %T' /proc/$$/fd/2
        stat -L -c '%d %i %t %T' /proc/$$/fd/3
        cut -d' ' -f5-8,18,19,40,41 /proc/$$/stat
        for value in oom_score_adj timerslack_ns coredump_filter personality loginuid; do echo "$value $(cat /proc/$$/$value)"; done
        """;

    [Theory]
    [InlineData("")]
    [InlineData("trap '' HUP;")]
    [InlineData("trap '' INT QUIT;")]
    [InlineData("trap '' CHLD USR1 USR2 WINCH;")]
    [InlineData("umask 077; cd /usr; export EMPTY= LINES='a\nb';")]
    [InlineData("ulimit -c 0; ulimit -n 100; ulimit -s 2048; ulimit -v 4000000;")]
    [InlineData("exec 7</dev/null 9>/dev/null;")]
    [InlineData("exec </dev/null;")]
    [InlineData("exec <&-;")]
    [InlineData("exec 2>&-;")]
    [InlineData("exec 2>&1;")]
    [InlineData("unset PATH HOME LANG;")]
    public void A_command_sees_what_it_sees_under_env(string circumstances) => AssertSame(circumstances, "");

    [Fact]
    public void The_one_variable_that_is_set_can_be_left_out()
    {
        Assert.StartsWith("ECOCODE_SOCKET=1:@ecocode.", Ecocode.Shell("$ECOCODE run -qq -- env | grep ECOCODE_SOCKET").Output, StringComparison.Ordinal);
        Assert.Equal("", Ecocode.Shell("$ECOCODE run -qq --no-socket -- env | grep ECOCODE_SOCKET").Output);
    }

    [Theory]
    [InlineData("nice", "nice -n 7")]
    [InlineData("taskset", "taskset 1")]
    [InlineData("choom", "choom -n 300 --")]
    [InlineData("setpriv", "setpriv --no-new-privs")]
    [InlineData("nohup", "nohup")]
    [InlineData("ionice", "ionice -c 3")]
    public void What_another_wrapper_has_set_goes_through(string tool, string words)
    {
        Assert.SkipUnless(Ecocode.Shell($"command -v {tool}").ExitCode == 0, $"`{tool}` is not installed");
        AssertSame("", words);
    }

    [Fact]
    public void Standard_streams_that_are_closed_are_closed_for_the_command_too()
    {
        Ended ended = Ecocode.Shell("exec 3>&1; $ECOCODE run -qq -- sh -c 'for fd in 0 1 2 3; do test -e /proc/$$/fd/$fd && echo $fd >&3; done' <&- >&- 2>&-");
        Assert.Equal("3\n", ended.Output);
    }

    /// <summary>A limit: the .NET runtime takes these two over before the first line of EcoCode runs, and does not tell what they were.</summary>
    [Theory]
    [InlineData("TERM")]
    [InlineData("PIPE")]
    public void Only_SIGTERM_and_SIGPIPE_are_not_ignored_by_the_command_although_they_were(string signal)
    {
        Assert.Equal("lives\n", Ecocode.Shell("trap '' $1; env sh -c \"kill -$1 \\$\\$; echo lives\"", signal).Output);
        Assert.Equal("", Ecocode.Shell("trap '' $1; $ECOCODE run -qq sh -c \"kill -$1 \\$\\$; echo lives\"", signal).Output);
    }

    [Fact]
    public void Input_passes_through_byte_for_byte_and_so_does_output()
    {
        Ended ended = Ecocode.Shell("head -c 3000000 /dev/urandom > $1/in; $ECOCODE run -q -- cat < $1/in 2> $1/err | cmp - $1/in && echo same; rm -r $1", Directory.CreateTempSubdirectory("ecocode-").FullName);
        Assert.Equal(new Ended(0, "same\n", ""), ended);
    }

    /// <summary>Has one shell look round through env(1) and through EcoCode, so that pipes, group and session are the same ones.</summary>
    private static void AssertSame(string circumstances, string wrapper)
    {
        string folder = Directory.CreateTempSubdirectory("ecocode-").FullName;
        try
        {
            File.WriteAllText(Path.Join(folder, "probe"), LookRound);
            Ended ended = Ecocode.Shell($"{circumstances} {wrapper} /usr/bin/env /bin/sh {folder}/probe 8>{folder}/env; {wrapper} $ECOCODE run -qq -- /bin/sh {folder}/probe 8>{folder}/run");
            string expected = File.ReadAllText(Path.Join(folder, "env"));
            Assert.True(expected.Length > 1500, $"{expected} {ended}");
            Assert.Equal(expected, File.ReadAllText(Path.Join(folder, "run")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
