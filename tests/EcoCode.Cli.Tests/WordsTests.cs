namespace EcoCode.Cli.Tests;

/// <summary>Which words are EcoCode's and which the command's, and what options and variables do.</summary>
public sealed class WordsTests
{
    private const string Schema = "\"schema\": \"ecocode.run/1\"";

    [Theory]
    [InlineData("run -qq printf '%s.' --format json -q --help", "--format.json.-q.--help.")]
    [InlineData("run -qq -- printf '%s.' -- -x --json", "--.-x.--json.")]
    [InlineData("run -qq printf '%s.' a -- b", "a.--.b.")]
    [InlineData("run -q -q --name=n --tag a=1 --tag b=2 -i 1s -- printf '%s.' 'two words' '' '*'", "two words..*.")]
    [InlineData("run -qq --name -x printf %s. @file", "@file.")]
    [InlineData("run -qq --interval=1s --color=never --ascii --no-progress printf x", "x")]
    public void Behind_the_command_every_word_is_the_commands(string words, string output)
        => Assert.Equal(new Ended(0, output, ""), Ecocode.Shell("exec $ECOCODE " + words));

    [Fact]
    public void Bytes_that_are_no_text_reach_the_command_unchanged()
        => Assert.Equal("ff 0a fe", Ecocode.Shell("$ECOCODE run -qq printf %s \"$(printf '\\377\\012\\376')\" | od -An -tx1").Output.Trim());

    [Theory]
    [InlineData("--json -- true", "", Schema)]
    [InlineData("--json true", "", Schema)]
    [InlineData("--json=- -- true", Schema, "")]
    [InlineData("--json - -- true", Schema, "")]
    [InlineData("-q --json=- true", Schema, "")]
    [InlineData("--json=- -q -- true", Schema, "")]
    [InlineData("-q true", "", "exit 0")]
    [InlineData("-v true", "", "  Method  ")]
    [InlineData("--json /dev/stdout -v -- true", Schema, "Energy")]
    public void Json_and_text_go_where_they_were_asked_to(string words, string output, string error)
    {
        Ended ended = Ecocode.Shell("exec $ECOCODE run " + words);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains(output, ended.Output, StringComparison.Ordinal);
        Assert.Contains(error, ended.Error, StringComparison.Ordinal);
        if (output.Length == 0) Assert.Equal("", ended.Output);
    }

    [Fact]
    public void One_quiet_is_one_line_and_two_are_none()
    {
        Assert.Matches("^true r-[0-9a-f]{8}: .*, exit 0\n$", Ecocode.Run("run", "-q", "--", "true").Error);
        Assert.Equal("", Ecocode.Run("run", "-qq", "--", "true").Error);
        Assert.Equal("", Ecocode.Run("run", "--quiet", "--quiet", "--", "true").Error);
    }

    [Theory]
    [InlineData("ECOCODE_ZONE", "FR", "FR")]
    [InlineData("ECOCODE_PRICE", "0.31EUR", "0.31 EUR/kWh")]
    [InlineData("ECOCODE_NAME", "from-the-environment", "from-the-environment")]
    [InlineData("ECOCODE_ATTRIBUTION", "capacity", "attribution capacity")]
    public void An_option_can_come_from_the_environment(string variable, string value, string shown)
        => Assert.Contains(shown, Ecocode.Run(["run", "--", "true"], (variable, value)).Error, StringComparison.Ordinal);

    [Fact]
    public void What_is_said_beats_the_environment_and_what_is_wrong_there_is_told()
    {
        Assert.Contains("DE ", Ecocode.Run(["run", "-z", "DE", "--", "true"], ("ECOCODE_ZONE", "FR")).Error, StringComparison.Ordinal);
        Ended wrong = Ecocode.Run(["run", "--", "true"], ("ECOCODE_INTERVAL", "soon"));
        Assert.Equal(125, wrong.ExitCode);
        Assert.Contains("`soon` is no value for `--interval`", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void A_switch_can_come_from_the_environment(string value, bool on)
        => Assert.Equal(on, Ecocode.Run(["run", "--", "true"], ("ECOCODE_QUIET", value)).Error.Count(c => c == '\n') == 1);

    [Theory]
    [InlineData(false, "auto", null, null)]
    [InlineData(true, "always", null, null)]
    [InlineData(false, "never", null, "1")]
    [InlineData(true, "auto", null, "1")]
    [InlineData(false, "auto", "1", "1")]
    [InlineData(true, "always", "1", null)]
    public void Colour_is_as_asked_for(bool coloured, string color, string? noColor, string? forced)
    {
        Ended ended = Ecocode.Run(["run", "--color", color, "--", "true"], ("NO_COLOR", noColor), ("FORCE_COLOR", forced), ("CLICOLOR_FORCE", null));
        Assert.Equal(coloured, ended.Error.Contains("\u001b[", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("help/root.txt")]
    [InlineData("help/root.txt", "--help")]
    [InlineData("help/run.txt", "run", "--help")]
    [InlineData("help/run.txt", "run", "-h")]
    [InlineData("help/monitor.txt", "monitor", "--help")]
    public void The_help_is_as_kept(string golden, params string[] words)
    {
        Ended ended = Ecocode.Run(words);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Goldens.Golden.Matches(golden, ended.Output);
    }
}
