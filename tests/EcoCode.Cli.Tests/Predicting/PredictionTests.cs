using System.Text.Json;

namespace EcoCode.Cli.Tests.Predicting;

/// <summary>Forecasts of real commands, by the built executable.</summary>
public sealed class PredictionTests
{
    private const string Bar = "i=0; while [ $i -le 30 ]; do printf \"\\r%3d/30 [\" $i >&2; sleep 0.05; i=$((i+1)); done";

    [Fact]
    public void A_progress_bar_on_standard_error_tells_the_end_of_the_run()
    {
        (RunDocument run, Ended ended) = RunDocument.Of($"$ECOCODE run --json=$1 --progress-from auto -- bash -c '{Bar}'");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal((30, 30, 1, "stderr"), (run.At("prediction.steps").GetInt64(), run.At("prediction.of").GetInt64(), run.At("prediction.passes").GetInt32(), run.At("prediction.source").GetString()));
        JsonElement first = run.At("prediction.first");
        Assert.InRange(first.GetProperty("step").GetInt64(), 5, 29);
        Assert.InRange(run.At("prediction.duration_error_ratio").GetDouble(), -0.5, 1);
        Assert.Equal(first.GetProperty("duration_s").GetDouble() / run.At("run.duration_s").GetDouble(), 1 + run.At("prediction.duration_error_ratio").GetDouble(), 3);
        Assert.Contains("expected: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_error_is_handed_on_byte_for_byte_whatever_is_in_it_and_before_the_summary()
    {
        string file = Path.Join(Path.GetTempPath(), $"ecocode-{Guid.NewGuid():N}");
        try
        {
            byte[] bytes = new byte[3_000_000];
            new Random(7).NextBytes(bytes);
            File.WriteAllBytes(file, bytes);
            Assert.Equal("same\n", Ecocode.Shell("$ECOCODE run -qq --progress-from auto -- sh -c 'cat $0 >&2' $1 2>$1.copy; cmp $1 $1.copy && echo same", file).Output);
            Ended ended = Ecocode.Shell("$ECOCODE run -q --progress-from auto -- sh -c 'printf last >&2'");
            Assert.StartsWith("last\nsh r-", ended.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".copy");
        }
    }

    [Fact]
    public void Somebody_who_goes_on_writing_after_the_command_is_not_waited_for()
        => Assert.Equal(0, Ecocode.Shell("$ECOCODE run -qq --progress-from auto -- sh -c 'sleep 20 & true'").ExitCode);

    [Fact]
    public void A_reader_that_goes_away_is_felt_by_the_command()
        => Assert.Equal("141\n", Ecocode.Shell("{ { $ECOCODE run -qq --progress-from auto -- sh -c 'while :; do echo x >&2; done'; echo $? >&3; } 2>&1 >/dev/null | head -c 10 >/dev/null; } 3>&1").Output);

    [Fact]
    public void On_a_terminal_the_command_still_sees_one_of_the_same_size()
    {
        Assert.SkipUnless(Ecocode.Shell("script --version | grep -q util-linux && command -v bash").ExitCode == 0, "`script` of util-linux and `bash` are not both installed");
        using Started terminal = Started.Start(
            ["script", "-qec", "stty rows 33 cols 77; $ECOCODE run -qq --progress-from auto -- sh -c '[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && stty size <&2; echo one >&2; echo two >&2'", "/dev/null"],
            ("SHELL", "/bin/bash"), ("ECOCODE", Ecocode.Path));
        Assert.Equal("33 77\r\none\r\ntwo\r\n", terminal.End().Output);
    }

    [Fact]
    public void Keys_reach_a_command_whose_standard_error_is_copied_once()
    {
        Assert.SkipUnless(Ecocode.Shell("script --version | grep -q util-linux && command -v bash").ExitCode == 0, "`script` of util-linux and `bash` are not both installed");
        using Started terminal = Started.Start(["script", "-qec", "$ECOCODE run -qq --progress-from auto -- sh -c 'echo ready >&2; read line'", "/dev/null"], ("SHELL", "/bin/bash"), ("ECOCODE", Ecocode.Path));
        terminal.ReadUntil("ready");
        terminal.Input.Write('\u0003');
        Assert.Equal(130, terminal.End().ExitCode);
    }

    [Fact]
    public void A_file_that_the_command_writes_tells_progress_as_well()
    {
        string file = Path.Join(Path.GetTempPath(), $"ecocode-{Guid.NewGuid():N}");
        File.WriteAllText(file, "77/77\n");
        try
        {
            (RunDocument run, Ended ended) = RunDocument.Of("$ECOCODE run --json=$1 --progress-from \"$2\" -- sh -c 'for i in 1 2 3; do echo $i/3; sleep 0.1; done > $0' \"$2\"", file);
            Assert.Equal(0, ended.ExitCode);
            Assert.Equal((3, 3, "file"), (run.At("prediction.steps").GetInt64(), run.At("prediction.of").GetInt64(), run.At("prediction.source").GetString()));
            Assert.Equal(JsonValueKind.Null, run.At("prediction.first").ValueKind);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_run_without_any_progress_says_so_and_is_measured_all_the_same()
    {
        (RunDocument run, _) = RunDocument.Of("$ECOCODE run --json=$1 --progress-from auto -- sh -c 'echo hello >&2'");
        Assert.Contains("ECO2112", run.Warnings);
        (run, _) = RunDocument.Of("$ECOCODE run --json=$1 --progress-from /nowhere/at/all -- true");
        Assert.Contains("ECO2111", run.Warnings);
    }

    [Fact]
    public void A_bad_pattern_is_said_before_anything_is_started()
    {
        Ended ended = Ecocode.Shell(@"$ECOCODE run --progress-from '(?<step>\d+' -- echo started");
        Assert.Equal((125, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("ECO4103", ended.Error, StringComparison.Ordinal);
    }
}
