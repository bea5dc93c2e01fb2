using EcoCode.Tui.Cells;

namespace EcoCode.Tui.Tests.Cells;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("python", "python", 6)]
    [InlineData("日本", "日本", 4)]
    [InlineData("ﾊﾝｶｸ", "ﾊﾝｶｸ", 4)]
    [InlineData("e\u0301x", "e\u0301x", 2)]
    [InlineData("Z\u0300\u0301\u0302\u0303\u0304", "Z\u0300\u0301", 1)]
    [InlineData("\u0301x", "\u25CC\u0301x", 2)]
    [InlineData("\u1112\u1161\u11AB", "\u1112\u1161\u11AB", 2)]
    [InlineData("\u1161", "\uFFFD", 1)]
    [InlineData("\0\e[2J\a\x7f", "␀␛[2J␇␡", 7)]
    [InlineData("a\tb\r\n", "a␉b␍␊", 5)]
    [InlineData("\u009B31m\u0085", "\uFFFD31m\uFFFD", 5)]
    [InlineData("\u202Egnp.exe\u2066\u200E\uFEFF", "\uFFFDgnp.exe\uFFFD\uFFFD\uFFFD", 11)]
    [InlineData("a\u2028b", "a\uFFFDb", 3)]
    [InlineData("👩\u200D🚀!", "👩!", 3)]
    [InlineData("👍🏽!", "👍!", 3)]
    [InlineData("❤\uFE0F!", "❤!", 2)]
    [InlineData("1\uFE0F\u20E3", "1\u20E3", 1)]
    [InlineData("🇩🇪", "DE", 2)]
    [InlineData("\u0646\u200C\u0645", "\u0646\u0645", 2)]
    public void Text_is_shown_so_that_its_width_is_sure(string text, string shown, int width)
    {
        Assert.Equal(shown, CellText.Shown(text));
        Assert.Equal(width, CellText.Width(text));
        Assert.True(CellText.Fits(text, width));
        Assert.False(CellText.Fits(text, width - 1));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("\uFFFD", CellText.Shown("\uD83D"));
        Assert.Equal("a\uFFFDb", CellText.Shown("a\uDC00b"));
    }
}
