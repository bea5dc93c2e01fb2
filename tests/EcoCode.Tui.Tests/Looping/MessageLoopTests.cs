using EcoCode.Scripted;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Input;
using EcoCode.Tui.Looks;
using EcoCode.Tui.Looping;
using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Tests.Looping;

public sealed class MessageLoopTests
{
    private readonly ManualClock _clock = new();
    private readonly ScriptedTerminal _terminal;
    private readonly MessageLoop<Model, string, string> _loop;
    private readonly List<string> _messages = [];

    public MessageLoopTests()
    {
        _terminal = new ScriptedTerminal(_clock);
        _loop = Loop(TimeSpan.FromMilliseconds(100), ticks: false);
    }

    [Fact]
    public void The_first_frame_has_the_terminals_size_and_the_terminal_is_given_back()
    {
        string? seen = null;
        _terminal.At(10, () => seen = _terminal.Screen.Row(0).TrimEnd());
        _terminal.At(20, () => _terminal.Type("q"));
        Assert.Equal(LoopEnd.Quit, _loop.Run());
        Assert.Equal("30x3 0", seen);
        Assert.Equal(["take over", "restore"], _terminal.Log);
    }

    [Fact]
    public void A_thousand_data_a_second_are_ten_frames_a_second_and_none_is_lost()
    {
        for (int i = 1; i <= 3000; i++) _terminal.At(i, () => _loop.Post("datum"));
        _terminal.At(3500, () => _terminal.Signal(TerminalSignals.Terminate));
        Assert.Equal(LoopEnd.Terminated, _loop.Run());
        Assert.InRange(_terminal.Frames.Count, 30, 33);
        Assert.InRange(_terminal.Waits, 30, 100);
        Assert.Equal("30x3 3000", _terminal.Screen.Row(0).TrimEnd());
    }

    [Fact]
    public void A_key_is_answered_at_once_between_frames_of_data()
    {
        _terminal.At(1000, () => _loop.Post("datum"));
        _terminal.At(1005, () => _loop.Post("datum"));
        _terminal.At(1007, () => _terminal.Type("k"));
        _terminal.At(2000, () => _terminal.Type("q"));
        _loop.Run();
        Assert.Equal([0, 1000, 1007], _terminal.Frames.Select(at => at.TotalMilliseconds));
        Assert.Equal("30x3 2 k", _terminal.Screen.Row(0).TrimEnd());
    }

    [Fact]
    public void What_changes_nothing_draws_nothing()
    {
        for (int i = 1; i < 50; i++) _terminal.At(i * 10, () => _terminal.Type("n"));
        _terminal.At(1000, () => _terminal.Type("q"));
        _loop.Run();
        Assert.Single(_terminal.Frames);
    }

    [Fact]
    public void An_escape_alone_is_a_key_after_a_while_and_none_before_a_sequence()
    {
        _terminal.At(100, () => _terminal.Type("\e"));
        _terminal.At(200, () => _terminal.Type("\e"));
        _terminal.At(210, () => _terminal.Type("[A"));
        _terminal.At(300, () => _terminal.Type("q"));
        _loop.Run();
        Assert.Equal(["30x3", "Escape", "Up", "q"], _messages);
        Assert.Equal([0, 130, 210], _terminal.Frames.Select(at => at.TotalMilliseconds));
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(120, 36, "120x36 0")]
    public void A_new_size_is_drawn_anew(int width, int height, string shown)
    {
        string? seen = null;
        _terminal.At(100, () => _terminal.Resize(width, height));
        _terminal.At(110, () => seen = _terminal.Screen.Row(0).TrimEnd());
        _terminal.At(120, () => _terminal.Type("q"));
        _loop.Run();
        Assert.Equal(shown, seen);
    }

    [Fact]
    public void After_a_stop_all_is_drawn_anew()
    {
        var seen = new List<string>();
        _terminal.At(100, () => _terminal.Signal(TerminalSignals.Stop));
        _terminal.At(110, () => seen.Add(_terminal.Screen.Row(0).TrimEnd()));
        _terminal.At(200, () => _terminal.Type("z"));
        _terminal.At(210, () => seen.Add(_terminal.Screen.Row(0).TrimEnd()));
        _terminal.At(300, () => _terminal.Signal(TerminalSignals.Continued));
        _terminal.At(400, () => _terminal.Type("q"));
        _loop.Run();
        Assert.Equal(["30x3 0", "30x3 0 z!"], seen);
        Assert.Equal(["take over", "suspend", "suspend", "restore", "take over", "restore"], _terminal.Log);
    }

    [Theory]
    [InlineData(TerminalSignals.Interrupt, LoopEnd.Interrupted)]
    [InlineData(TerminalSignals.Terminate | TerminalSignals.Resized, LoopEnd.Terminated)]
    [InlineData(TerminalSignals.HangUp, LoopEnd.HungUp)]
    [InlineData(TerminalSignals.Quit, LoopEnd.Aborted)]
    public void Signals_end_it(TerminalSignals signal, LoopEnd end)
    {
        _terminal.At(100, () => _terminal.Signal(signal));
        Assert.Equal(end, _loop.Run());
        Assert.Equal("restore", _terminal.Log[^1]);
    }

    [Fact]
    public void A_terminal_that_is_gone_ends_it()
    {
        _terminal.At(100, () => _terminal.IsGone = true);
        Assert.Equal(LoopEnd.HungUp, _loop.Run());
        _terminal.IsGone = false;
        _terminal.At(200, () => _terminal.Takes = -1);
        _terminal.At(210, () => _terminal.Type("k"));
        Assert.Equal(LoopEnd.HungUp, Loop(TimeSpan.Zero, ticks: false).Run());
    }

    [Theory]
    [InlineData("u")]
    [InlineData("v")]
    [InlineData("p")]
    public void A_fault_of_the_program_leaves_the_terminal_as_it_was(string key)
    {
        _terminal.At(100, () => _terminal.Type(key));
        Assert.Throws<NotSupportedException>(() => _loop.Run());
        Assert.Equal(["take over", "restore"], _terminal.Log);
    }

    [Fact]
    public void A_slow_terminal_gets_whole_frames_and_the_last_one()
    {
        _terminal.Takes = 7;
        for (int i = 1; i <= 50; i++) _terminal.At(i * 50, () => _loop.Post("datum"));
        _terminal.At(4000, () => _terminal.Signal(TerminalSignals.Terminate));
        _loop.Run();
        Assert.Equal("30x3 50", _terminal.Screen.Row(0).TrimEnd());
    }

    [Fact]
    public void A_terminal_that_is_stuck_is_drawn_for_once_when_it_is_free()
    {
        _terminal.At(50, () => _terminal.Takes = 0);
        for (int i = 1; i <= 500; i++) _terminal.At(100 + (i * 10), () => _loop.Post("datum"));
        int stuck = 0, processed = 0;
        _terminal.At(6000, () => (stuck, processed) = (_terminal.Frames.Count, _messages.Count));
        _terminal.At(6001, () => _terminal.Takes = int.MaxValue);
        _terminal.At(7000, () => _terminal.Signal(TerminalSignals.Terminate));
        _loop.Run();
        Assert.Equal(501, processed);
        Assert.InRange(_terminal.Frames.Count - stuck, 1, 3);
        Assert.Equal("30x3 500", _terminal.Screen.Row(0).TrimEnd());
    }

    [Fact]
    public void Time_is_told_at_its_pace_and_never_made_up_for()
    {
        MessageLoop<Model, string, string> loop = Loop(TimeSpan.Zero, ticks: true);
        _terminal.At(2500, () => _clock.Pass(TimeSpan.FromSeconds(10)));
        _terminal.At(4700, () => _terminal.Type("q"));
        loop.Run();
        Assert.Equal(["0", "1", "2", "13", "14"], _messages.Where(message => char.IsDigit(message[0]) && !message.Contains('x')));
    }

    private MessageLoop<Model, string, string> Loop(TimeSpan frameEvery, bool ticks)
    {
        long start = _clock.GetTimestamp();
        return new(_terminal, _clock, Theme.Dark, new LoopProgram<Model, string, string>
        {
            Initial = new Model("", 0, ""),
            Update = Update,
            View = View,
            OfInput = input => input is InputEvent.Pressed(var press) ? press.Key == Key.Character ? $"{press.Rune}" : $"{press.Key}" : "?",
            OfSize = size => $"{size.Width}x{size.Height}",
            OfTick = ticks ? now => $"{(int)_clock.GetElapsedTime(start, now).TotalSeconds}" : null,
            Perform = Perform,
            DataFrameEvery = frameEvery,
        });
    }

    private (Model Next, string? Then) Update(Model model, string message)
    {
        _messages.Add(message);
        return message switch
        {
            "n" => (model, null),
            "u" => throw new NotSupportedException(),
            "q" or "z" or "p" => (model, message),
            "datum" => (model with { Data = model.Data + 1 }, null),
            _ when message.Contains('x', StringComparison.Ordinal) => (model with { Size = message }, null),
            _ => (model with { Last = message }, null),
        };
    }

    private static void View(Model model, CellBuffer buffer)
    {
        if (model.Last == "v") throw new NotSupportedException();
        buffer.Put(0, 0, $"{model.Size} {model.Data} {model.Last}", Style.Plain);
    }

    private static void Perform(string effect, ILoopControl<string> control)
    {
        if (effect == "q") control.Quit();
        else if (effect == "p") throw new NotSupportedException();
        else
        {
            control.Suspend();
            control.Post("z!");
        }
    }

    private sealed record Model(string Size, int Data, string Last);
}
