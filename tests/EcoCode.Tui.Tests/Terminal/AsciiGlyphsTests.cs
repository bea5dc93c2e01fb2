using System.Text;
using EcoCode.Tui.Terminal.Frames;

namespace EcoCode.Tui.Tests.Terminal;

public sealed class AsciiGlyphsTests
{
    [Theory]
    [InlineData("┌─┬─┐│├┼┤└┴┘", "+-+-+|++++++")]
    [InlineData("●◐○ ▸▾ …·−±", "MAE >v ~.-~ ")]
    [InlineData("▁▂▃▄▅▆▇█", "_.-=+*## ")]
    [InlineData("▇▇▇░░", "###.. ")]
    [InlineData("\u2800\u2840\u28C0\u28E4\u28F6\u28FF", " ..:=# ")]
    [InlineData("µ°₂€↓↑→", "uo2Ev^> ")]
    [InlineData("日é👩\u00A0", "??? ")]
    public void Each_glyph_has_an_ASCII_character_that_is_like_it(string glyphs, string ascii)
        => Assert.Equal(ascii.TrimEnd(), string.Concat(glyphs.EnumerateRunes().Select(rune => (char)AsciiGlyphs.Of(rune))).TrimEnd());

    [Fact]
    public void Whatever_comes_ASCII_goes()
    {
        for (int value = 0; value < 0x3000; value++) Assert.InRange(AsciiGlyphs.Of(new Rune(value)), (byte)0x20, (byte)0x7E);
    }
}
