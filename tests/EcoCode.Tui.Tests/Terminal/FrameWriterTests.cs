using System.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Looks;
using EcoCode.Tui.Terminal;
using EcoCode.Tui.Terminal.Frames;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Tui.Tests.Terminal;

public sealed class FrameWriterTests
{
    private static readonly string[] Words = ["a", "W", " ", "     ", "12.5 W", "日本", "é", "e\u0301", "▇▇░", "⣿⣀", "👨‍👩‍👧", "ก็", "한글", "का", "\e[2J", "\u202Eabc", "─│┌", "🇩🇪", "\uE0B0"];

    [Fact]
    public void After_any_frames_the_screen_shows_the_last_buffer()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Frames().ToArbitrary(), frames => ShowsTheLast(frames, VirtualScreen.UsualWidth, sentinel: false)));

    [Fact]
    public void A_terminal_with_other_ideas_of_widths_keeps_the_columns()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Frames().ToArbitrary(), frames => ShowsTheLast(frames, Contrary, sentinel: true)));

    [Fact]
    public void Any_text_stays_in_its_columns_and_steers_nothing()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(AnyText().ToArbitrary(), text =>
        {
            var buffer = new CellBuffer(40, 1);
            buffer.PutWithin(0, 0, 30, text, Style.Plain);
            buffer.Put(30, 0, "|0123456|", Style.Plain);
            foreach (bool unicode in (bool[])[true, false])
            {
                var screen = new VirtualScreen(40, 1);
                screen.Feed(new FrameWriter(new TerminalCapabilities { Unicode = unicode }, Theme.Dark).Write(buffer));
                Assert.EndsWith("|0123456| ", screen.Row(0), StringComparison.Ordinal);
                Assert.Equal(30, CellText.Width(screen.Row(0).AsSpan()[..^10]));
                if (!unicode) Assert.True(Ascii.IsValid(screen.Row(0)));
            }
        }));

    [Fact]
    public void What_did_not_change_costs_nothing()
    {
        var writer = new FrameWriter(new TerminalCapabilities(), Theme.Dark);
        var buffer = new CellBuffer(80, 24);
        buffer.Put(3, 3, "385 W", Tone.Warning);
        Assert.NotEqual(0, writer.Write(buffer).Length);
        Assert.Equal(0, writer.Write(buffer).Length);
        buffer.Put(3, 3, "386 W", Tone.Warning);
        Assert.Equal("\e[?2026h\e[4;6H6\e[?2026l", Encoding.UTF8.GetString(writer.Write(buffer)));
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var writer = new FrameWriter(new TerminalCapabilities(), Theme.Dark);
        var buffer = new CellBuffer(120, 36);
        for (int i = 0; i < 3; i++) Draw(buffer, i, writer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) Draw(buffer, i, writer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void Draw(CellBuffer buffer, int frame, FrameWriter writer)
        {
            buffer.Clear();
            for (int y = 0; y < buffer.Height; y++) buffer.Put(frame + y, y, "▇▇▇ 385 W python 日本 ⣿⣿", (Tone)(y % 18));
            _ = writer.Write(buffer);
        }
    }

    [Fact]
    public void The_cursor_is_shown_only_where_the_buffer_has_it()
    {
        var writer = new FrameWriter(new TerminalCapabilities(), Theme.Dark);
        var screen = new VirtualScreen(20, 2);
        var buffer = new CellBuffer(20, 2) { Cursor = (5, 1) };
        screen.Feed(writer.Write(buffer));
        Assert.Equal((true, (5, 1)), (screen.CursorShown, screen.Cursor));
        buffer.Put(0, 0, "x", Style.Plain);
        screen.Feed(writer.Write(buffer));
        Assert.Equal((true, (5, 1)), (screen.CursorShown, screen.Cursor));
        buffer.Cursor = null;
        screen.Feed(writer.Write(buffer));
        Assert.False(screen.CursorShown);
        Assert.False(screen.InUpdate);
    }

    [Fact]
    public void In_the_last_column_a_mark_is_left_out()
    {
        var screen = new VirtualScreen(3, 1);
        var buffer = new CellBuffer(3, 1);
        buffer.Put(0, 0, "xe\u0301e\u0301", Style.Plain);
        screen.Feed(new FrameWriter(new TerminalCapabilities(), Theme.Dark).Write(buffer));
        Assert.Equal("xe\u0301e", screen.Row(0));
    }

    [Theory]
    [InlineData(ColorDepth.TrueColor, "38;2;244;106;99")]
    [InlineData(ColorDepth.Indexed256, "38;5;203")]
    [InlineData(ColorDepth.Ansi16, "91")]
    [InlineData(ColorDepth.Mono, "1")]
    public void A_tone_is_shown_as_the_terminal_can(ColorDepth depth, string look)
    {
        var screen = new VirtualScreen(1, 1);
        var buffer = new CellBuffer(1, 1);
        buffer.Put(0, 0, "x", Tone.Critical);
        screen.Feed(new FrameWriter(new TerminalCapabilities { Colors = depth }, Theme.Dark).Write(buffer));
        Assert.Equal(look, screen.Look(0, 0));
    }

    private static void ShowsTheLast(Drawing[][] frames, Func<Rune, int> widthOf, bool sentinel)
    {
        const int Width = 24, Height = 4;
        var screen = new VirtualScreen(Width + 2, Height, widthOf);
        var writer = new FrameWriter(new TerminalCapabilities(), Theme.Dark);
        var buffer = new CellBuffer(Width + 2, Height);
        foreach (Drawing[] frame in frames)
        {
            buffer.Clear();
            foreach (Drawing drawing in frame) buffer.Region(0, 0, Width, Height).Put(drawing.X, drawing.Y, drawing.Text, drawing.Style);
            for (int y = 0; y < Height; y++) buffer.Put(Width + 1, y, "|", Style.Plain);
            screen.Feed(writer.Write(buffer));
            for (int y = 0; y < Height; y++)
            {
                if (sentinel)
                {
                    Assert.EndsWith("|", screen.Row(y), StringComparison.Ordinal);
                    continue;
                }

                Assert.Equal(buffer.RowText(y), screen.Row(y));
                for (int x = 0; x < Width; x++) Assert.Equal(Expected(buffer.StyleAt(x, y), buffer.Row(y)[x]), Seen(screen.Look(x, y), buffer.Row(y)[x]));
            }
        }
    }

    /// <summary>The parameters of SGR of a style in RGB.</summary>
    private static string Expected(Style style, Cell cell)
    {
        var parts = new List<string>();
        if (style.Emphasis.HasFlag(Emphasis.Bold)) parts.Add("1");
        if (style.Emphasis.HasFlag(Emphasis.Reverse)) parts.Add("7");
        if (style.Foreground.HasRgb) parts.Add($"38;2;{style.Foreground.Red};{style.Foreground.Green};{style.Foreground.Blue}");
        if (style.Background.HasRgb) parts.Add($"48;2;{style.Background.Red};{style.Background.Green};{style.Background.Blue}");
        return Seen(string.Join(';', parts), cell);
    }

    /// <summary>Of a blank that is not reversed only the background is seen.</summary>
    private static string Seen(string look, Cell cell)
    {
        if (cell.Glyph != Glyph.Space || cell.Style.Emphasis.HasFlag(Emphasis.Reverse)) return look;
        int background = look.IndexOf("48;", StringComparison.Ordinal);
        return background < 0 ? "" : look[background..];
    }

    /// <summary>Emoji are narrow, private characters and spacing marks wide, marks take a column.</summary>
    private static int Contrary(Rune rune)
    {
        if (AgreedWidths.Contain(Glyph.Of(rune))) return VirtualScreen.UsualWidth(rune);
        return VirtualScreen.UsualWidth(rune) switch { 2 => 1, 1 => 2, _ => 0 };
    }

    private static Gen<Drawing[][]> Frames()
        => Gen.ArrayOf(Gen.ArrayOf(
            from x in Gen.Choose(-4, 26)
            from y in Gen.Choose(-1, 4)
            from words in Gen.ArrayOf(Gen.Elements(Words))
            from red in Gen.Choose(0, 2)
            from background in Gen.Choose(0, 1)
            from emphasis in Gen.Elements(Emphasis.None, Emphasis.None, Emphasis.Bold, Emphasis.Reverse, Emphasis.Bold | Emphasis.Reverse)
            select new Drawing(x, y, string.Concat(words), new Style(red == 0 ? default : Ink.FromRgb((byte)red, 0, 9), background == 0 ? default : Ink.FromRgb(0, 0, 7), emphasis))));

    private static Gen<string> AnyText()
        => Gen.OneOf(
            Gen.ArrayOf(Gen.Choose(0, 0xFFFF).Select(unit => (char)unit)).Select(units => new string(units)),
            Gen.ArrayOf(Gen.Choose(0, 0x10FFFF).Where(Rune.IsValid).Select(value => new Rune(value).ToString())).Select(string.Concat),
            Gen.ArrayOf(Gen.Elements(Words)).Select(string.Concat),
            Gen.ArrayOf(Gen.Choose(0, 0x1FF).Select(unit => (char)unit)).Select(units => new string(units)));

    private sealed record Drawing(int X, int Y, string Text, Style Style);
}
