using EcoCode.Tui.Cells;

namespace EcoCode.Tui.Tests.Cells;

public sealed class CellBufferTests
{
    [Fact]
    public void Text_is_put_where_it_is_said_and_cut_at_the_edges()
    {
        var buffer = new CellBuffer(6, 2);
        Assert.Equal(5, buffer.Put(2, 0, "abc", Tone.Good));
        Assert.Equal(6, buffer.Put(4, 1, "abc", Style.Plain));
        Assert.Equal(1, buffer.Put(-2, 1, "xyz", Style.Plain));
        buffer.Put(0, -1, "no", Style.Plain);
        buffer.Put(0, 2, "no", Style.Plain);
        Assert.Equal("  abc ", buffer.RowText(0));
        Assert.Equal("z   ab", buffer.RowText(1));
        Assert.Equal(Tone.Good, buffer.StyleAt(2, 0).Foreground.Tone);
        Assert.Equal(Style.Plain, buffer.StyleAt(1, 0));
    }

    [Fact]
    public void A_wide_character_takes_two_columns_and_is_never_halved()
    {
        var buffer = new CellBuffer(5, 1);
        buffer.Put(0, 0, "日本語", Style.Plain);
        Assert.Equal("日本 ", buffer.RowText(0));
        buffer.Put(1, 0, "x", Style.Plain);
        Assert.Equal(" x本 ", buffer.RowText(0));
        buffer.Put(2, 0, "y", Style.Plain);
        Assert.Equal(" xy  ", buffer.RowText(0));
        buffer.Put(-1, 0, "日", Style.Plain);
        Assert.Equal(" xy  ", buffer.RowText(0));
    }

    [Theory]
    [InlineData("short", "short     ")]
    [InlineData("exactly 10", "exactly 10")]
    [InlineData("more than ten", "more than…")]
    [InlineData("日本語日本語", "日本語日… ")]
    [InlineData("日本語日本", "日本語日本")]
    public void Longer_text_ends_in_an_ellipsis(string text, string shown)
    {
        var buffer = new CellBuffer(10, 1);
        buffer.PutWithin(0, 0, 10, text, Style.Plain);
        Assert.Equal(shown, buffer.RowText(0));
    }

    [Fact]
    public void A_region_has_its_own_coordinates_and_edges()
    {
        var buffer = new CellBuffer(8, 3);
        CellRegion region = buffer.Region(2, 1, 4, 5);
        Assert.Equal((4, 2), (region.Width, region.Height));
        region.Put(1, 0, "abcdef", Style.Plain);
        region.Region(1, 1, 2, 1).Fill(-5, -5, 50, 50, '▇', Tone.Warning);
        Assert.Equal("        ", buffer.RowText(0));
        Assert.Equal("   abc  ", buffer.RowText(1));
        Assert.Equal("   ▇▇   ", buffer.RowText(2));
        Assert.Equal((0, 0), (buffer.Region(9, 9, 3, 3).Width, buffer.Region(1, 1, -3, 0).Height));
    }

    [Fact]
    public void A_tint_leaves_the_text_and_its_colour()
    {
        var buffer = new CellBuffer(4, 1);
        buffer.Put(0, 0, "abcd", new Style(Ink.FromRgb(1, 2, 3), emphasis: Emphasis.Bold));
        buffer.Tint(1, 0, 2, 1, Tone.Selection);
        Assert.Equal("abcd", buffer.RowText(0));
        Assert.Equal(new Style(Ink.FromRgb(1, 2, 3), Tone.Selection, Emphasis.Bold), buffer.StyleAt(2, 0));
        Assert.Equal(new Style(Ink.FromRgb(1, 2, 3), default, Emphasis.Bold), buffer.StyleAt(3, 0));
    }
}
