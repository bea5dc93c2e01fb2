using System.Text;
using EcoCode.Tui.Input;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Tui.Tests.Input;

public sealed class InputParserTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("é日", "é 日")]
    [InlineData("\r\n\t\x7f\b", "Enter Enter Tab Backspace Backspace")]
    [InlineData("\x01\x1a\0\x1c", "C-a C-z C-space C-\\")]
    [InlineData("\e[A\e[B\eOC\e[D", "Up Down Right Left")]
    [InlineData("\e[H\e[F\e[1~\e[4~\e[7~\e[8~\eOH", "Home End Home End Home End Home")]
    [InlineData("\e[2~\e[3~\e[5~\e[6~", "Insert Delete PageUp PageDown")]
    [InlineData("\eOP\e[11~\e[[E\e[15~\e[17~\e[21~\e[24~", "F1 F1 F5 F5 F6 F10 F12")]
    [InlineData("\e[1;5C\e[1;2A\e[5;3~\e[1;8D", "C-Right S-Up A-PageUp SAC-Left")]
    [InlineData("\e[Z", "S-Tab")]
    [InlineData("\ex\e\r\eé", "A-x A-Enter A-é")]
    [InlineData("\e\e[A", "Escape Up")]
    [InlineData("\e[27;5;105~\e[105;5u\e[13;2u\e[228u", "C-i C-i S-Enter ä")]
    [InlineData("\e[999;999;999zq", "q")]
    [InlineData("\e[?62;4cq\e]11;rgb:0000/0000/0000\aq\e]11;x\e\\q\eP1$r0m\e\\q", "q q q q")]
    [InlineData("\e[1\e[A", "Up")]
    [InlineData("\e[12345678901234567890123456789012345678901234567890123456789012345678901234567890Aq", "q")]
    [InlineData("\e[<0;10;5M\e[<0;10;5m\e[<32;11;5M\e[<2;1;1M", "Press-Left@9,4 Release-Left@9,4 Drag-Left@10,4 Press-Right@0,0")]
    [InlineData("\e[<64;3;4M\e[<81;3;4M\e[<35;3;4M\e[<0;0;0M\e[<;;Mq", "WheelUp-None@2,3 C-WheelDown-None@2,3 q")]
    [InlineData("\e[M !\"\e[M#!\"\e[M`!\"", "Press-Left@0,1 Release-None@0,1 WheelUp-None@0,1")]
    [InlineData("\e[200~ls\r\nrm -r\e[2J\e[201~q", "[ls\nrm -r\e[2J] q")]
    [InlineData("\e[200~\e\e[201\e[201~", "[\e\e[201]")]
    public void Sequences_are_keys_mouse_and_pastes(string typed, string expected) => Assert.Equal(expected, Text(Encoding.UTF8.GetBytes(typed)));

    [Theory]
    [InlineData("\e", "Escape")]
    [InlineData("\e[", "A-[")]
    [InlineData("\eO", "A-O")]
    [InlineData("\e]", "A-]")]
    [InlineData("\e[1;5", "")]
    [InlineData("\e[<0;1", "")]
    public void Without_more_bytes_the_beginning_was_all(string typed, string expected) => Assert.Equal(expected, Text(Encoding.UTF8.GetBytes(typed)));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_replaced()
    {
        Assert.Equal("\uFFFD A", Text([0xFF, (byte)'A']));
        Assert.Equal("\uFFFD A", Text([0xE2, 0x82, (byte)'A']));
        Assert.Equal("\uFFFD Up", Text([0xC3, 0x1B, (byte)'[', (byte)'A']));
        Assert.Equal("\uFFFD", Text([0xF0, 0x9F]));
        Assert.Equal("", Text([0xC2, 0x9B]));
    }

    [Fact]
    public void Any_bytes_are_survived_and_the_next_key_is_seen()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(AnyBytes().ToArbitrary(), bytes =>
        {
            var events = new List<InputEvent>();
            var parser = new InputParser();
            parser.Take(bytes, events);
            parser.Settle(events);
            Assert.False(parser.IsUndecided);
            parser.Take("\e[201~q"u8, events);
            Assert.Equal(new InputEvent.Pressed(KeyPress.Of('q')), events[^1]);
        }));

    [Fact]
    public void How_bytes_are_torn_apart_does_not_matter()
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(AnyBytes().ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (bytes, piece) =>
        {
            List<InputEvent> whole = [], torn = [];
            new InputParser().Take(bytes, whole);
            var parser = new InputParser();
            foreach (byte[] part in bytes.Chunk(piece)) parser.Take(part, torn);
            Assert.Equal(whole, torn);
        }));

    private static Gen<byte[]> AnyBytes()
    {
        Gen<byte[]> noise = Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));
        Gen<byte[]> likely = Gen.Elements("\e", "\e[", "\eO", "\e[<", "\e[M", "\e[200~", "\e[201~", "1", ";", "0", "A", "M", "~", "\e]", "\e\\", "é", "日", "\e[[")
            .Select(Encoding.UTF8.GetBytes);
        return Gen.ArrayOf(Gen.OneOf(noise, likely, likely, likely)).Select(parts => parts.SelectMany(part => part).ToArray());
    }

    private static string Text(byte[] bytes)
    {
        var events = new List<InputEvent>();
        var parser = new InputParser();
        parser.Take(bytes, events);
        if (parser.IsUndecided) parser.Settle(events);
        return string.Join(' ', events.Select(Text));
    }

    private static string Text(InputEvent input) => input switch
    {
        InputEvent.Pressed(var press) => Text(press.Modifiers) + (press.Key != Key.Character ? $"{press.Key}" : press.Rune.Value == ' ' ? "space" : $"{press.Rune}"),
        InputEvent.Pointed(var mouse) => $"{Text(mouse.Modifiers)}{mouse.Action}-{mouse.Button}@{mouse.X},{mouse.Y}",
        InputEvent.Pasted(var text) => $"[{text}]",
        _ => "?",
    };

    private static string Text(KeyModifiers modifiers)
        => modifiers == KeyModifiers.None ? "" : (modifiers.HasFlag(KeyModifiers.Shift) ? "S" : "") + (modifiers.HasFlag(KeyModifiers.Alt) ? "A" : "")
            + (modifiers.HasFlag(KeyModifiers.Control) ? "C" : "") + "-";
}
