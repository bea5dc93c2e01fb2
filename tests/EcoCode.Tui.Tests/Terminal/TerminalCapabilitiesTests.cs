using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Tests.Terminal;

public sealed class TerminalCapabilitiesTests
{
    [Theory]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-direct", ColorDepth.TrueColor)]
    [InlineData("TERM=xterm-kitty", ColorDepth.TrueColor)]
    [InlineData("TERM=screen-256color", ColorDepth.Indexed256)]
    [InlineData("TERM=xterm", ColorDepth.Ansi16)]
    [InlineData("TERM=linux", ColorDepth.Ansi16)]
    [InlineData("TERM=vt220", ColorDepth.Mono)]
    [InlineData("TERM=dumb COLORTERM=truecolor", ColorDepth.Mono)]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", ColorDepth.Mono)]
    [InlineData("TERM=xterm NO_COLOR=1 FORCE_COLOR=1", ColorDepth.Mono)]
    [InlineData("TERM=vt220 FORCE_COLOR=1", ColorDepth.Ansi16)]
    [InlineData("TERM=vt220 CLICOLOR_FORCE=1", ColorDepth.Ansi16)]
    [InlineData("TERM=vt220 CLICOLOR_FORCE=0", ColorDepth.Mono)]
    [InlineData("", ColorDepth.Mono)]
    public void Colours_follow_the_environment(string environment, ColorDepth depth) => Assert.Equal(depth, Of(environment).Colors);

    [Theory]
    [InlineData("TERM=xterm LANG=de_DE.UTF-8", true)]
    [InlineData("TERM=xterm LANG=C", false)]
    [InlineData("TERM=xterm LC_ALL=C LANG=de_DE.UTF-8", false)]
    [InlineData("TERM=xterm LC_CTYPE=C.utf8 LANG=C", true)]
    [InlineData("TERM=xterm", true)]
    public void Unicode_follows_the_locale(string environment, bool unicode) => Assert.Equal(unicode, Of(environment).Unicode);

    [Fact]
    public void A_dumb_terminal_moves_no_cursor_and_the_console_of_Linux_has_no_braille()
    {
        Assert.False(Of("TERM=dumb").CursorControl);
        Assert.False(Of("").CursorControl);
        Assert.True(Of("TERM=linux").CursorControl);
        Assert.False(Of("TERM=linux").Braille);
        Assert.True(Of("TERM=xterm").Braille);
    }

    private static TerminalCapabilities Of(string environment)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return TerminalCapabilities.Of(name => variables.GetValueOrDefault(name));
    }
}
