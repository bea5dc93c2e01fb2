using EcoCode.Cli.Measuring.Predicting;

namespace EcoCode.Cli.Tests.Predicting;

public sealed class ProgressTextTests
{
    [Theory]
    [InlineData(" 37%|███▋      | 37/100 [00:12<00:21,  2.95it/s]", 37, 100)]
    [InlineData("\r  1/20 [>.....] - loss: 0.5\r 2/20 [=>....] - loss: 0.4", 2, 20)]
    [InlineData("Epoch 1/3\n 37/100 [====] ", 37, 100)]
    [InlineData("step 5 / 8\n", 5, 8)]
    [InlineData("[12/340] CC main.o", 12, 340)]
    public void What_progress_bars_write_is_found(string text, long step, long of) => Assert.Equal((true, step, of), Find(ProgressSource.Common, text));

    [Theory]
    [InlineData("reading /data/1/2/part.bin\n")]
    [InlineData("2026/08/22 14:07\n")]
    [InlineData("loss 0.5/1.25 \n")]
    [InlineData("nothing\n")]
    [InlineData("37/10")]
    [InlineData("99999999999999999999/3 ")]
    public void Paths_dates_decimals_and_halves_of_numbers_are_no_progress(string text) => Assert.False(Find(ProgressSource.Common, text).Found);

    [Fact]
    public void A_pattern_may_put_the_end_before_the_step()
        => Assert.Equal((true, 4, 9), Find(@"of (?<of>\d+): (?<step>\d+)", "of 9: 3, of 9: 4"));

    [Fact]
    public void A_pattern_that_would_run_for_ever_is_cut_off()
    {
        // The group that refers back keeps the fast engine from it.
        Assert.False(Find(@"(a+)+\1(?<step>\d)(?<of>\d)$", new string('a', 60) + "!").Found);
    }

    [Theory]
    [InlineData("(?<step>\\d+", "ECO4103")]
    [InlineData("(\\d+)/(\\d+)", "ECO4104")]
    [InlineData("(?<step>\\d+)", "ECO4104")]
    public void A_pattern_without_sense_is_refused(string text, string code)
    {
        Assert.False(ProgressPattern.TryMake(text, out _, out Quantities.Note? problem));
        Assert.Equal(code, problem.Code);
    }

    [Theory]
    [InlineData("progress.txt", null, "progress.txt")]
    [InlineData("out/p.json", null, "out/p.json")]
    [InlineData("file:a(b", null, "a(b")]
    [InlineData("(?<step>1)", "(?<step>1)", null)]
    [InlineData("auto", ProgressSource.Common, null)]
    public void A_file_is_told_from_a_pattern(string text, string? pattern, string? file) => Assert.Equal(new ProgressSource(pattern, file), ProgressSource.Of(text));

    [Theory]
    [InlineData("1/10\n2/10\n", 2, 10)]
    [InlineData("3/10", 3, 10)]
    [InlineData("{\"step\": 5, \"of\": 20, \"loss\": 0.1}\n", 5, 20)]
    [InlineData("{\"step\": 5, \"of\": 20}\n{\"step\": 6, \"o", 5, 20)]
    [InlineData(" 7 / 9 \r\n", 7, 9)]
    public void The_last_line_of_a_file_counts(string text, long step, long of)
    {
        Assert.True(ProgressFile.TryParse(text, out long done, out long all));
        Assert.Equal((step, of), (done, all));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("{\"step\": \"a\", \"of\": 2}")]
    [InlineData("-1/3")]
    public void A_file_without_progress_tells_none(string text) => Assert.False(ProgressFile.TryParse(text, out _, out _));

    private static (bool Found, long Step, long Of) Find(string pattern, string text)
    {
        Assert.True(ProgressPattern.TryMake(pattern, out ProgressPattern? made, out _));
        return (made.TryFind(text, out long step, out long of), step, of);
    }
}
