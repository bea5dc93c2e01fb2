using System.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Tests;

public sealed class LayoutTests
{
    private static readonly SummaryStyle Terminal = new() { Terminal = true, Width = 30 };

    [Theory]
    [InlineData("", 0)]
    [InlineData("python", 6)]
    [InlineData("é·±●█", 5)]
    [InlineData("e\u0301", 1)]
    [InlineData("日本", 4)]
    [InlineData("한글", 4)]
    [InlineData("ｗ", 2)]
    [InlineData("🚀", 2)]
    [InlineData("\U00020000", 2)]
    public void Wide_characters_take_two_cells_and_marks_none(string text, int cells) => Assert.Equal(cells, Cells.Width(text));

    [Theory]
    [InlineData("python", 6, "python")]
    [InlineData("python", 5, "pyth…")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("ae\u0301\u0302bcd", 3, "ae\u0301\u0302…")]
    [InlineData("🚀🚀", 3, "🚀…")]
    [InlineData("python", 1, "…")]
    [InlineData("python", 0, "")]
    public void A_cut_falls_between_characters(string text, int width, string expected) => Assert.Equal(expected, Cells.Cut(text, width, "…"));

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("\u001b[31mred", "�[31mred")]
    [InlineData("a\nb\tc\rd\0", "a�b�c�d�")]
    [InlineData("\u009b31m", "�31m")]
    [InlineData("\u202eexe.png\u2069", "�exe.png�")]
    [InlineData("zero\u200bwidth\ufeff", "zero�width�")]
    [InlineData("a\u2028b\u2029c", "a�b�c")]
    [InlineData("\ue000", "�")]
    [InlineData("a\u00a0b\u3000c", "a b c")]
    [InlineData("naïve 日本", "naïve 日本")]
    public void What_does_not_show_as_itself_is_replaced(string text, string expected) => Assert.Equal(expected, PlainText.Clean(text));

    // Not inline data: a test's name can't hold half a character.
    [Fact]
    public void Broken_surrogates_are_replaced() => Assert.Equal("a�b�", PlainText.Clean("a\ud800b\udc00"));

    [Fact]
    public void Marks_do_not_pile_up()
        => Assert.Equal("a" + new string('\u0301', 3) + "b", PlainText.Clean("a" + new string('\u0301', 500) + "b"));

    [Theory]
    [InlineData("GPU ×8 · ± 3 % ● ◐ ○ µJ m³ −6 …", "GPU x8 | +- 3 % M A E uJ m3 -6 ...")]
    [InlineData("naïve 日本 🚀", "na?ve ?? ?")]
    [InlineData("e\u0301", "e")]
    public void Ascii_spells_what_it_can(string text, string expected) => Assert.Equal(expected, PlainText.ToAscii(text));

    [Theory]
    [InlineData(0, "")]
    [InlineData(double.NaN, "")]
    [InlineData(0.0001, "▏")]
    [InlineData(0.5, "█████")]
    [InlineData(0.5625, "█████▋")]
    [InlineData(0.58, "█████▊")]
    [InlineData(1, "██████████")]
    [InlineData(7, "██████████")]
    public void A_bar_has_eighths(double share, string expected) => Assert.Equal(expected, Bar.Draw(share, 10, Terminal));

    [Theory]
    [InlineData(0, "")]
    [InlineData(0.0001, "#")]
    [InlineData(0.56, "######")]
    public void A_bar_in_a_log_has_signs(double share, string expected)
        => Assert.Equal(expected, Bar.Draw(share, 10, Terminal with { Terminal = false }));

    [Fact]
    public void A_course_starts_at_zero_and_keeps_gaps()
        => Assert.Equal("▁▂▃▄▅▆▇█ █", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7, double.NaN, 8], 60, unicode: true));

    [Fact]
    public void A_course_in_ascii_has_ten_steps()
        => Assert.Equal("_.:-=+*#%@", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 60, unicode: false));

    [Fact]
    public void A_course_that_is_too_long_is_averaged()
        => Assert.Equal("▅█", Sparkline.Draw([3, 5, double.NaN, 8], 2, unicode: true));

    [Fact]
    public void No_course_is_drawn_of_one_value_or_of_nothing()
    {
        Assert.Equal("", Sparkline.Draw([], 60, unicode: true));
        Assert.Equal("", Sparkline.Draw([5], 60, unicode: true));
        Assert.Equal("", Sparkline.Draw([0, 0, 0], 60, unicode: true));
        Assert.Equal("", Sparkline.Draw([double.NaN, double.NaN], 60, unicode: true));
    }

    [Fact]
    public void A_paragraph_breaks_between_words_and_not_in_commands_or_before_percent()
    {
        Assert.Equal("note: this costs\n  ± 25 %, so\n  `ecocode run x`\n  helps\n", Paragraph("this costs ± 25 %, so `ecocode run x` helps", 22));
        Assert.Equal("note:\n  abcdefghijklmnopqr\n  stuvwxyz\n", Paragraph("abcdefghijklmnopqrstuvwxyz", 20));
    }

    [Fact]
    public void A_command_longer_than_a_line_is_broken_at_its_blanks()
        => Assert.Equal("note: run `ecocode\n  run --name a --\n  make -j 4`\n", Paragraph("run `ecocode run --name a -- make -j 4`", 20));

    private static string Paragraph(string text, int width)
    {
        var page = new Page(Terminal with { Width = width });
        page.Paragraph("note: ", Ink.Plain, text, indent: 2);
        var written = new StringBuilder();
        page.Write(new StringWriter(written));
        return written.ToString();
    }
}
