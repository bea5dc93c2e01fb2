using System.Diagnostics;
using System.Globalization;

namespace EcoCode.Tui.Tests.EndToEnd;

/// <summary>A program on a real terminal. Each test has a terminal of its own.</summary>
public sealed class PosixTerminalTests
{
    private static string Program => Path.Join(AppContext.BaseDirectory, "EcoCode.Tui.Shown");

    [Fact]
    public void A_program_fills_the_screen_of_any_size_and_gives_it_back()
    {
        using Tmux tmux = Open();
        string settings = tmux.Settings();
        Start(tmux);
        Assert.Equal(Rows("60x8 input none data 0", 60, 8), tmux.Screen);
        Assert.Equal("1 0 11", tmux.Modes);

        foreach ((int width, int height) in new[] { (40, 5), (100, 30), (10, 3) })
        {
            tmux.Resize(width, height);
            tmux.WaitFor(screen => screen == Rows($"{width}x{height} input none data 0", width, height));
        }

        tmux.Resize(1, 1);
        tmux.WaitFor(screen => screen == "D\n");
        tmux.Resize(60, 8);
        tmux.WaitFor(screen => screen == Rows("60x8 input none data 0", 60, 8));

        tmux.Press("q");
        tmux.WaitFor(screen => screen.Contains("ended: Quit", StringComparison.Ordinal));
        Assert.Equal("0 1 00", tmux.Modes);
        Assert.Equal(settings, tmux.Settings());
    }

    [Fact]
    public void Keys_mouse_and_pastes_arrive()
    {
        using Tmux tmux = Open();
        Start(tmux);
        Arrives(() => tmux.Press("Up"), "None Up");
        Arrives(() => tmux.Press("C-Right"), "Control Right");
        Arrives(() => tmux.Press("F5"), "None F5");
        Arrives(() => tmux.Press("M-j"), "Alt Character j");
        Arrives(() => tmux.Type("é"), "None Character é");
        Arrives(() => tmux.Press("Escape"), "None Escape");
        Arrives(() => tmux.Type("\e[<0;11;4M"), "Press Left 10,3");
        Arrives(() => tmux.Paste("q x"), "paste q x");

        void Arrives(Action does, string input)
        {
            does();
            tmux.WaitFor(screen => screen.StartsWith($"A 60x8 input {input} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_stop_gives_the_terminal_to_the_shell_and_fg_takes_it_again()
    {
        using Tmux tmux = Open();
        string settings = tmux.Settings();
        Start(tmux);
        for (int i = 0; i < 2; i++)
        {
            tmux.Press("C-z");
            tmux.WaitFor(screen => screen.Contains("Stopped", StringComparison.Ordinal));
            Assert.Equal("0 1 00", tmux.Modes);
            Assert.Equal(settings, tmux.Settings());
            tmux.Resize(50 + i, 6);
            tmux.Enter("fg");
            tmux.WaitFor(screen => screen == Rows($"{50 + i}x6 input none data 0", 50 + i, 6));
        }

        tmux.Press("q");
        tmux.WaitFor(screen => screen.Contains("ended: Quit", StringComparison.Ordinal));
        Assert.Equal(settings, tmux.Settings());
    }

    [Fact]
    public void A_stop_that_it_could_not_see_is_mended_when_it_goes_on()
    {
        using Tmux tmux = Open();
        int pid = Start(tmux);
        Signal(pid, "STOP");
        tmux.WaitFor(screen => screen.Contains("Stopped", StringComparison.Ordinal));
        tmux.Enter("echo scribbled; fg");
        tmux.WaitFor(screen => screen == Rows("60x8 input none data 0", 60, 8));
        tmux.Press("Up");
        tmux.WaitFor(screen => screen.Contains("None Up", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TERM", "ended: Terminated")]
    [InlineData("INT", "ended: Interrupted")]
    [InlineData("QUIT", "ended: Aborted")]
    [InlineData("HUP", "ended: HungUp")]
    public void Signals_end_it_and_leave_the_terminal_as_it_was(string signal, string said)
    {
        using Tmux tmux = Open();
        string settings = tmux.Settings();
        Signal(Start(tmux), signal);
        tmux.WaitFor(screen => screen.Contains(said, StringComparison.Ordinal));
        Assert.Equal("0 1 00", tmux.Modes);
        Assert.Equal(settings, tmux.Settings());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    public void A_crash_leaves_the_terminal_as_it_was_and_its_report_is_seen(string key)
    {
        using Tmux tmux = Open();
        string settings = tmux.Settings();
        tmux.Resize(200, 40);
        Start(tmux, "200x40");
        tmux.Press(key);
        tmux.WaitFor(screen => screen.Contains("failed as told", StringComparison.Ordinal) && screen.TrimEnd().EndsWith('$'));
        Assert.Equal("0 1 00", tmux.Modes);
        Assert.Equal(settings, tmux.Settings());
    }

    [Fact]
    public void After_SIGKILL_reset_helps()
    {
        using Tmux tmux = Open();
        Signal(Start(tmux), "KILL");
        tmux.WaitFor(screen => screen.TrimEnd().EndsWith('$'));
        tmux.Enter("reset");
        tmux.WaitFor(screen => screen.TrimEnd() == "$");
        Assert.EndsWith(" 1 00", tmux.Modes, StringComparison.Ordinal); // tmux stays on its alternate screen.
        string settings = tmux.Settings();
        Assert.Contains(" icanon ", settings, StringComparison.Ordinal);
        Assert.Contains(" echo ", settings, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_terminal_it_ends()
    {
        using Tmux tmux = Open();
        int pid = Start(tmux);
        using Process program = Process.GetProcessById(pid);
        tmux.HangUp();
        Assert.True(program.WaitForExit(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_thousand_data_a_second_are_shown_and_a_key_is_answered_among_them()
    {
        using Tmux tmux = Open();
        Start(tmux, arguments: "1000");
        tmux.WaitFor(screen => screen.Contains("data 1", StringComparison.Ordinal));
        tmux.Press("Up");
        tmux.WaitFor(screen => screen.Contains("None Up", StringComparison.Ordinal));
        tmux.Press("q");
        tmux.WaitFor(screen => screen.Contains("ended: Quit", StringComparison.Ordinal));
    }

    private static Tmux Open()
    {
        Assert.SkipUnless(Tmux.Lacking is null, Tmux.Lacking ?? "");
        return new Tmux(60, 8);
    }

    /// <summary>Starts the program and waits for its first frame.</summary>
    /// <returns>Its process id.</returns>
    private static int Start(Tmux tmux, string size = "60x8", string arguments = "")
    {
        string file = tmux.PathOf("pid");
        tmux.Enter($"clear; sh -c 'echo $$ > {file}; exec {Program} {arguments}'");
        tmux.WaitFor(screen => screen.StartsWith($"A {size} input none ", StringComparison.Ordinal));
        return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
    }

    private static void Signal(int pid, string name)
    {
        using Process kill = Process.Start("kill", ["-s", name, $"{pid}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>What the program shows: text at the top, a letter in each corner. tmux leaves out blanks at the ends of rows.</summary>
    private static string Rows(string text, int width, int height)
    {
        string top = $"A {text}".PadRight(width)[..(width - 1)] + "B", names = "  名前 e\u0301 👩 ␛[31mred\uFFFD ▇▇░ ⣿";
        int columns = 0, units = 0;
        foreach (System.Text.Rune rune in names.EnumerateRunes())
        {
            columns += Terminal.VirtualScreen.UsualWidth(rune);
            if (columns > width) break;
            units += rune.Utf16SequenceLength;
        }

        IEnumerable<string> rows = [top, names[..units].TrimEnd(), .. Enumerable.Repeat("", height - 3), "C".PadRight(width - 1) + "D"];
        return string.Concat(rows.Select(row => row + "\n"));
    }
}
