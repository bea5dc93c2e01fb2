using System.Text.Json;

namespace EcoCode.Cli.Tests;

public sealed class RepetitionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecocode-").FullName;

    private string Log => Path.Join(_folder, "log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Commands_run_in_turns_after_their_warm_up_each_after_the_preparation()
    {
        Ended ended = Run($"run --runs 2 --warmup 1 --prepare 'printf p >>{Log}' --command 'printf b >>{Log}' -- sh -c 'printf a >>{Log}'");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        Assert.Equal("papbpapbpapb", File.ReadAllText(Log));
        Assert.Equal(2, ended.Error.Split("  2 runs\n").Length - 1);
    }

    [Fact]
    public void Json_has_each_run_of_each_command()
    {
        Ended ended = Run("run --runs 3 --json=- --command true --command 'sleep 0.3'");
        using JsonDocument json = JsonDocument.Parse(ended.Output);
        JsonElement[] commands = [.. json.RootElement.GetProperty("commands").EnumerateArray()];
        Assert.Equal(["true", "sleep 0.3"], commands.Select(command => command.GetProperty("label").GetString()));
        Assert.All(commands, command => Assert.Equal(3, command.GetProperty("run_ids").EnumerateArray().Select(id => id.GetString()).Distinct().Count()));
        Assert.All(commands[1].GetProperty("duration_s").GetProperty("values").EnumerateArray(), value => Assert.InRange(value.GetDouble(), 0.3, 30));
        Assert.False(json.RootElement.GetProperty("interrupted").GetBoolean());
    }

    [Fact]
    public void Twice_the_work_is_called_more_and_no_difference_is_called_for_the_same()
    {
        Ended ended = Run("run --runs 6 --json=- --command \"seq 60000 | sort -R >/dev/null\" --command \"seq 240000 | sort -R >/dev/null\"");
        using JsonDocument json = JsonDocument.Parse(ended.Output);
        JsonElement difference = json.RootElement.GetProperty("differences")[0];
        Assert.True(difference.GetProperty("verdict").GetString() == "more", ended.Output);
        Ended once = Run("run --runs 1 --command true --command true");
        Assert.Contains("no difference can be called", once.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_that_outlives_its_command_is_waited_for_and_not_counted_to_the_next()
    {
        Ended ended = Run("run --runs 2 --json=- -- sh -c '(sleep 0.4; true) & exit 0'");
        using JsonDocument json = JsonDocument.Parse(ended.Output);
        JsonElement command = json.RootElement.GetProperty("commands")[0];
        Assert.All(command.GetProperty("duration_s").GetProperty("values").EnumerateArray(), value => Assert.InRange(value.GetDouble(), 0.4, 30));
    }

    [Fact]
    public void A_command_that_fails_ends_it_with_its_code()
    {
        Ended ended = Run($"run --runs 5 -- sh -c 'printf x >>{Log}; test ! -s {Log}.2 && touch {Log}.2 && test \"$(cat {Log})\" = x || exit 7'");
        Assert.Equal(7, ended.ExitCode);
        Assert.Equal("xx", File.ReadAllText(Log));
        Assert.Contains("error[ECO5032]", ended.Error, StringComparison.Ordinal);
        Assert.Contains("stopped before all runs were made", ended.Error, StringComparison.Ordinal);
        Assert.Contains("  1 run\n", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_may_be_ignored() => Assert.Equal(0, Run("run --runs 2 --ignore-failure -- false").ExitCode);

    [Theory]
    [InlineData(127, "cannot run `nonesuch`", "run --runs 3 -- nonesuch")]
    [InlineData(3, "the preparation failed: exit 3", "run --runs 3 --prepare 'exit 3' -- true")]
    [InlineData(125, "is no value for `--runs`", "run --runs 0 -- true")]
    [InlineData(125, "there is no command to run", "run --runs 3")]
    public void What_can_not_be_run_is_said_once(int code, string message, string words)
    {
        Ended ended = Run(words);
        Assert.Equal(code, ended.ExitCode);
        Assert.Equal(2, ended.Error.Split(message).Length);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_ends_it_with_the_figures_of_what_was_done(string signal, int code)
    {
        using Started started = Started.Start([Ecocode.Path, "run", "--runs", "1000", "--", "sh", "-c", "echo go; sleep 0.05"], ("ECOCODE_LEDGER", Path.Join(_folder, "l.db")));
        for (int i = 0; i < 4; i++) started.ReadUntil("go");
        Assert.Equal(0, Ecocode.Shell("kill -$1 $2", signal, $"{started.Pid}").ExitCode);
        Ended ended = started.End();
        Assert.Equal(code, ended.ExitCode);
        Assert.Contains("stopped before all runs were made", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("error[", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptors_do_not_run_out()
    {
        Ended ended = Ecocode.Shell("export ECOCODE_LEDGER=$1; ulimit -n 128; $ECOCODE run --runs 60 --json=- -- true | grep -c '\"r-'", Path.Join(_folder, "l.db"));
        Assert.Equal(new Ended(0, "60\n", ""), ended);
    }

    private Ended Run(string words) => Ecocode.Shell("export ECOCODE_LEDGER=$1; exec $ECOCODE " + words, Path.Join(_folder, "l.db"));
}
