using System.Globalization;

namespace EcoCode.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(42)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(137)]
    [InlineData(255)]
    public void The_commands_exit_code_is_passed_on(int code)
        => Assert.Equal(code, Ecocode.Run("run", "-qq", "--", "sh", "-c", string.Create(CultureInfo.InvariantCulture, $"exit {code}")).ExitCode);

    [Theory]
    [InlineData("KILL", 137, "SIGKILL")]
    [InlineData("TERM", 143, "SIGTERM")]
    [InlineData("HUP", 129, "SIGHUP")]
    [InlineData("PIPE", 141, "SIGPIPE")]
    [InlineData("ALRM", 142, "SIGALRM")]
    public void A_signal_that_ends_the_command_is_128_more_and_is_named(string signal, int code, string name)
    {
        Ended ended = Ecocode.Run("run", "--json", "--", "sh", "-c", $"kill -{signal} $$");
        Assert.Equal(code, ended.ExitCode);
        Assert.Contains($"\"signal\": \"{name}\"", ended.Error, StringComparison.Ordinal);
        Assert.Contains("\"exit_code\": null", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/program")]
    [InlineData("no-such-program-in-the-path")]
    [InlineData("/etc/passwd/x")]
    [InlineData("")]
    public void A_command_that_is_not_there_is_127_and_nothing_is_measured(string program)
    {
        Ended ended = Ecocode.Run("run", "--", program);
        Assert.Equal(127, ended.ExitCode);
        Assert.StartsWith("error[ECO4001]: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains(program, ended.Error, StringComparison.Ordinal);
        Assert.Contains("\n  hint: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Energy", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/tmp")]
    public void A_command_that_can_not_be_executed_is_126(string program)
    {
        Ended ended = Ecocode.Run("run", "--", program);
        Assert.Equal(126, ended.ExitCode);
        Assert.Equal($"error[ECO4002]: cannot run `{program}`: permission denied\n  more: ecocode explain ECO4002\n", ended.Error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "--")]
    [InlineData("run", "--interval", "0", "--", "true")]
    [InlineData("run", "--no-such-option", "--", "true")]
    public void A_mistake_before_the_start_is_125_and_the_command_does_not_run(params string[] words)
        => Assert.Equal(125, Ecocode.Run(words).ExitCode);

    [Fact]
    public void A_script_without_a_first_line_runs_as_under_env()
    {
        string script = Path.GetTempFileName();
        try
        {
            File.WriteAllText(script, "echo \"$# $1\"; exit 5\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Assert.Equal(new Ended(5, "2 a b\n", ""), Ecocode.Run("run", "-qq", "--", script, "a b", "c"));
        }
        finally
        {
            File.Delete(script);
        }
    }
}
