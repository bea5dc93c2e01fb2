namespace EcoCode.Cli.Tests;

/// <summary>Mistakes on the command line: each is told before anything starts, with what would be right.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("", "there is no command to run")]
    [InlineData("--", "there is no command to run")]
    [InlineData("--interval 0 -- touch ran", "`0` is no value for `--interval`: give a time from 1ms to 1h, such as `100ms`")]
    [InlineData("--interval -1 -- touch ran", "`-1` is no value for `--interval`")]
    [InlineData("--interval=-1 -- touch ran", "`-1` is no value for `--interval`")]
    [InlineData("--interval abc touch ran", "`abc` is no value for `--interval`")]
    [InlineData("--interval 2h touch ran", "`2h` is no value for `--interval`")]
    [InlineData("-i 1us touch ran", "`1us` is no value for `--interval`")]
    [InlineData("-i 1e99s touch ran", "`1e99s` is no value for `--interval`")]
    [InlineData("-i NaN touch ran", "`NaN` is no value for `--interval`")]
    [InlineData("--interval 1s --interval 2s touch ran", "`--interval` is given more than once")]
    [InlineData("--overhead-budget 0 touch ran", "`0` is no value for `--overhead-budget`")]
    [InlineData("--overhead-budget 101% touch ran", "`101%` is no value for `--overhead-budget`")]
    [InlineData("--baseline -5W touch ran", "`-5W` is no value for `--baseline`: give a power in watts, such as `12.5`")]
    [InlineData("--baseline NaN touch ran", "`NaN` is no value for `--baseline`")]
    [InlineData("--pue x touch ran", "`x` is no value for `--pue`")]
    [InlineData("--pue 0.5 touch ran", "PUE is at least 1")]
    [InlineData("--price free touch ran", "`free` is not a price per kWh")]
    [InlineData("--price -1EUR touch ran", "`-1EUR` is not a price per kWh")]
    [InlineData("--zone Germny touch ran", "unknown zone `Germny`", "did you mean `DE`")]
    [InlineData("--currency EURO touch ran", "unknown currency `EURO`", "did you mean `EUR`")]
    [InlineData("--attribution fair touch ran", "`fair` is no value for `--attribution`: give `busy`, `capacity` or `marginal`")]
    [InlineData("--attribution 1 touch ran", "`1` is no value for `--attribution`")]
    [InlineData("--cpu-source rapl touch ran", "`rapl` is no value for `--cpu-source`")]
    [InlineData("--basis total touch ran", "`total` is no value for `--basis`")]
    [InlineData("--color blue touch ran", "`blue` is no value for `--color`")]
    [InlineData("--tag x touch ran", "`x` is no value for `--tag`: give `key=value`")]
    [InlineData("--tag =x touch ran", "`=x` is no value for `--tag`")]
    [InlineData("--platform-source furlongs:/x touch ran", "`furlongs:/x` must begin with a unit")]
    [InlineData("--host-sys /nowhere touch ran", "there is no folder `/nowhere`")]
    [InlineData("--host-proc /nowhere touch ran", "there is no folder `/nowhere`")]
    [InlineData("--json /nowhere/x.json -- touch ran", "cannot write JSON to `/nowhere/x.json`: there is no folder `/nowhere`", "`mkdir -p /nowhere`")]
    [InlineData("--name", "`--name` needs a value")]
    [InlineData("--jsn touch ran", "there is no option `--jsn`", "did you mean `--json`?")]
    [InlineData("--json --intervall=1s -- touch ran", "there is no option `--intervall`", "did you mean `--interval`?")]
    [InlineData("--intervall=1s -- touch ran", "there is no option `--intervall`", "did you mean `--interval`?")]
    [InlineData("--frobnicate -- touch ran", "there is no option `--frobnicate`", "`ecocode run --help` lists the options")]
    public void A_mistake_in_run_is_told_and_the_command_does_not_start(string words, string message, string hint = "  hint: ")
    {
        string folder = Directory.CreateTempSubdirectory("ecocode-").FullName;
        try
        {
            Ended ended = Ecocode.Shell($"cd $1; exec $ECOCODE run {words}", folder);
            Assert.Equal(125, ended.ExitCode);
            Assert.Equal("", ended.Output);
            Assert.StartsWith(words.StartsWith("--json", StringComparison.Ordinal) ? "{\"code\":\"ECO" : "error[ECO", ended.Error, StringComparison.Ordinal);
            string unwrapped = ended.Error.Replace("\n    ", " ", StringComparison.Ordinal);
            Assert.Contains(message, unwrapped, StringComparison.Ordinal);
            Assert.Contains(hint, unwrapped, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("rum true", "there is no verb `rum`", "did you mean `run`?")]
    [InlineData("monitr", "there is no verb `monitr`", "did you mean `monitor`?")]
    [InlineData("python3 train.py", "there is no verb `python3`", "`ecocode run -- python3`")]
    [InlineData("--frobnicate", "there is no option `--frobnicate`", "`ecocode --help`")]
    [InlineData("monitor", "nothing is said of what to watch", "`ecocode monitor --pid 4242`")]
    [InlineData("monitor stray", "`stray` is one word too many", "`ecocode monitor --help`")]
    [InlineData("monitor --pod 1", "there is no option `--pod`", "did you mean `--pid`?")]
    [InlineData("monitor --pid", "`--pid` needs a value", "`ecocode monitor --help`")]
    [InlineData("monitor --pid 0", "`0` is not a process id", "`--pid 4242,5120`")]
    [InlineData("monitor --pid -4", "`-4` is not a process id", "`--pid 4242,5120`")]
    [InlineData("monitor --pid 1,abc", "`abc` is not a process id", "`--pid 4242,5120`")]
    [InlineData("monitor --pid 99999999999", "`99999999999` is not a process id", "`--pid 4242,5120`")]
    [InlineData("monitor --pid 2147483647", "there is no process 2147483647", "`ps -e`")]
    [InlineData("compare last", "`ecocode compare` needs RUN, at least 2 of them", "`ecocode compare --help`")]
    [InlineData("rename", "`ecocode rename` needs RUN", "`ecocode rename --help`")]
    [InlineData("config set zone", "`ecocode config set` needs VALUE", "`ecocode config set --help`")]
    [InlineData("monitor --name no-such-name", "no process is named `no-such-name`", "--name '*python*'")]
    public void A_mistake_elsewhere_is_2(string words, string message, string hint)
    {
        Ended ended = Ecocode.Shell($"exec $ECOCODE {words}");
        Assert.Equal(2, ended.ExitCode);
        Assert.Equal("", ended.Output);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.Contains(hint, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Watching_ecocode_itself_is_refused()
    {
        Ended ended = Ecocode.Shell("exec $ECOCODE monitor --pid $$");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("is EcoCode itself", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_command_name_is_as_under_env() => Assert.Equal(Ecocode.Shell("env ''").ExitCode, Ecocode.Run("run", "--", "").ExitCode);
}
