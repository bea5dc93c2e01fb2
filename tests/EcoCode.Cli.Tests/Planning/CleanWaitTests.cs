namespace EcoCode.Cli.Tests.Planning;

/// <summary><c>ecocode run --when-clean</c>, with a forecast in a file.</summary>
public sealed class CleanWaitTests : IDisposable
{
    private readonly ForecastFile _forecast = new(("DE", [400, 400, 400, 100, 100, 400, 400, 400]), ("FR", [50, 50, 50, 50, 50, 50, 50, 50]));

    [Fact]
    public void It_starts_at_once_where_nothing_is_cleaner()
    {
        Ended ended = Run("FR", "--when-clean", "--before", "+5h", "--", "echo", "ran");
        Assert.Equal((0, "ran\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("starts at once: no 1 h 0 min before", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Energy", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void A_signal_while_it_waits_ends_it_with_nothing_started(string signal, int code)
    {
        using Started waiting = Ecocode.Start(["run", "--zone", "DE", .. _forecast.Options, "--when-clean", "--before", "+7h", "--", "echo", "ran"]);
        Assert.True(SpinWait.SpinUntil(() => IsCaught(waiting.Pid), TimeSpan.FromSeconds(30)), "no handler of signals came");
        Assert.Equal(0, Ecocode.Shell($"kill -{signal} $1", $"{waiting.Pid}").ExitCode);
        Ended ended = waiting.End();
        Assert.Equal((code, ""), (ended.ExitCode, ended.Output));
        Assert.DoesNotContain("Energy", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_terminal_one_line_says_what_is_waited_for()
    {
        using Started waiting = Ecocode.StartShell("exec $ECOCODE run \"$@\" 2>&1", ["--zone", "DE", .. _forecast.Options, "--when-clean", "--duration", "2h", "--before", "+7h", "--", "echo", "ran"]);
        string line = waiting.ReadLine()!;
        Assert.StartsWith("ecocode: waits until ", line, StringComparison.Ordinal);
        Assert.Contains("it is 100 g/kWh instead of 400 g/kWh now (75.0 % less); Ctrl-C cancels", line, StringComparison.Ordinal);
        Assert.Equal(0, Ecocode.Shell("kill $1", $"{waiting.Pid}").ExitCode);
        Assert.Equal(143, waiting.End().ExitCode);
    }

    [Fact]
    public void At_the_threshold_it_starts_and_above_it_it_waits_until_there_is_no_more_time()
    {
        Ended below = Run("DE", "--threshold", "400g", "--before", "+5h", "--", "echo", "ran");
        Assert.Equal((0, "ran\n"), (below.ExitCode, below.Output));
        Assert.Contains("starts: it is 400 g/kWh, and 400 g/kWh or less was wanted", below.Error, StringComparison.Ordinal);
        Ended above = Run("DE", "--threshold", "399g", "--before", "+2s", "--", "echo", "ran");
        Assert.Equal((0, "ran\n"), (above.ExitCode, above.Output));
        Assert.Contains("there is no more time to wait for 399 g/kWh", above.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--when-clean")]
    [InlineData("--threshold=200g")]
    public void Where_nothing_is_known_it_starts_at_once_and_says_why(string how)
    {
        Ended ended = Run("IT", how, "--before", "+5h", "--", "echo", "ran");
        Assert.Equal((0, "ran\n"), (ended.ExitCode, ended.Output));
        Assert.Contains("starts at once, as nothing says when power is cleaner: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("(ECO3110)", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(125, "ECO3171", "--when-clean", "--duration", "6h", "--before", "+5h", "--", "true")]
    [InlineData(125, "ECO3184", "--before", "+5h", "--", "true")]
    [InlineData(125, "ECO4006", "--when-clean")]
    [InlineData(127, "ECO4001", "--when-clean", "--", "no-such-program")]
    [InlineData(127, "ECO4001", "--when-clean", "--", "./no-such-program")]
    public void Mistakes_are_told_before_the_wait(int exit, string code, params string[] words)
    {
        Ended ended = Run("DE", words);
        Assert.Equal(exit, ended.ExitCode);
        Assert.Contains($"error[{code}]", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_provider_there_is_nothing_to_wait_by()
    {
        Ended ended = Ecocode.Run("run", "--when-clean", "--zone", "DE", "--", "echo", "ran");
        Assert.Equal((125, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("error[ECO3179]", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Asked_to_be_quiet_it_is_quiet()
        => Assert.StartsWith("echo r-", Run("FR", "-q", "--when-clean", "--before", "+5h", "--", "echo", "ran").Error, StringComparison.Ordinal);

    public void Dispose() => _forecast.Dispose();

    private Ended Run(string zone, params string[] words) => Ecocode.Run(["run", "--zone", zone, .. _forecast.Options, .. words]);

    /// <summary>Whether SIGUSR1 is caught: the last but two of the handlers, so that all that end a program are in place.</summary>
    private static bool IsCaught(int pid)
        => File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("SigCgt:", StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(7).Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) & (1UL << 11)) != 0;
}
