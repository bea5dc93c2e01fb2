using EcoCode.Cli.Completing;
using EcoCode.Cli.Verbs;

namespace EcoCode.Cli.Tests.Completing;

public sealed class CompletionTests
{
    private static readonly Vocabulary Words = new(() => [new("DE"), new("DK"), new("aws:eu-central-1")], () => [new("r-8c41", "train")], () => [new("shop")]);

    [Theory]
    [InlineData("", "run monitor doctor config explain completion --help --version")]
    [InlineData("mo", "monitor")]
    [InlineData("run --zo", "--zone")]
    [InlineData("run --zone D", "DE DK")]
    [InlineData("run -z d", "DE DK")]
    [InlineData("run --zone=D", "--zone=DE --zone=DK")]
    [InlineData("run --zone = D", "--zone=DE --zone=DK")]
    [InlineData("run --zone aws : eu", "aws:eu-central-1")]
    [InlineData("run --attribution ", "busy capacity marginal")]
    [InlineData("run --project ", "shop")]
    [InlineData("run --interval ", "")]
    [InlineData("run ", "")]
    [InlineData("run make --", "")]
    [InlineData("run -- --", "")]
    [InlineData("run --ascii --attr", "--attribution")]
    [InlineData("config ", "show set path")]
    [InlineData("config set --s", "--system")]
    [InlineData("completion z", "zsh")]
    [InlineData("doctor --fix ", "rapl")]
    [InlineData("nonsense x", "")]
    public void The_words_that_may_stand_here_are_found(string typed, string expected)
    {
        IReadOnlyList<Candidate> found = Completion.Find(typed.Split(' '), VerbTable.All, Words);
        string[] words = [.. found.Select(candidate => candidate.Word)];
        if (typed.Length == 0) Assert.Empty(expected.Split(' ').Except(words));
        else Assert.Equal(expected, string.Join(' ', words));
    }

    [Theory]
    [InlineData("run ", true)]
    [InlineData("run ma", true)]
    [InlineData("run -- ma", true)]
    [InlineData("run --ascii ma", true)]
    [InlineData("run --zone DE ma", true)]
    [InlineData("run --interval ", false)]
    [InlineData("run --as", false)]
    [InlineData("run make ", false)]
    [InlineData("run -- make ", false)]
    [InlineData("ru", false)]
    [InlineData("monitor ", false)]
    [InlineData("nonsense ", false)]
    public void Only_the_first_word_of_the_command_is_a_program(string typed, bool wanted)
        => Assert.Equal(wanted, Completion.WantsProgram(typed.Split(' '), VerbTable.All));

    [Fact]
    public void Runs_are_offered_where_a_run_is_wanted()
    {
        Assert.Equal("r-8c41", Assert.Single(Words.Values("run", null)).Word);
        Assert.Empty(Words.Values("output", "file"));
    }

    [Fact]
    public void What_is_for_scripts_is_in_no_list()
    {
        Assert.DoesNotContain(Completion.Find([""], VerbTable.All, Words), candidate => candidate.Word == "complete");
        Assert.DoesNotContain("complete ", Ecocode.Run("--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_that_is_not_there_is_not_made()
    {
        string ledger = Path.Join(Path.GetTempPath(), $"ecocode-{Guid.NewGuid():N}", "ledger.db");
        Ended ended = Ecocode.Run(["complete", "--", "run", "--project", ""], ("ECOCODE_LEDGER", ledger));
        Assert.Equal(new Ended(0, "", ""), ended);
        Assert.False(Path.Exists(Path.GetDirectoryName(ledger)));
    }

    [Fact]
    public void There_is_a_script_for_four_shells_and_no_other()
    {
        Assert.All(["bash", "zsh", "fish", "pwsh"], shell => Assert.Contains("ecocode", Ecocode.Run("completion", shell).Output, StringComparison.Ordinal));
        Ended ended = Ecocode.Run("completion", "tcsh");
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("`tcsh` is no shell", ended.Error, StringComparison.Ordinal);
    }
}
