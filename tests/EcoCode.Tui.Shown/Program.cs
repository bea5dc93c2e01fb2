using System.Globalization;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Input;
using EcoCode.Tui.Looks;
using EcoCode.Tui.Looping;
using EcoCode.Tui.Shown;
using EcoCode.Tui.Terminal;

// Shows the size of the terminal, the last key and a count of data, in each corner a letter. Keys: q ends, x fails, y fails on another thread, r redraws.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using PosixTerminal? terminal = PosixTerminal.Open(TerminalCapabilities.Of(Environment.GetEnvironmentVariable));
if (terminal is null)
{
    Console.Error.WriteLine("no terminal");
    return 3;
}

var loop = new MessageLoop<Picture, object, string>(terminal, TimeProvider.System, Theme.Dark, new LoopProgram<Picture, object, string>
{
    Initial = new Picture(default, "none", 0),
    Update = static (picture, message) => message switch
    {
        ScreenSize size => (picture with { Size = size }, null),
        int data => (picture with { Data = data }, null),
        InputEvent.Pressed(var press) when press.Key == Key.Character && press.Modifiers == KeyModifiers.None && "qxyr".Contains(press.Rune.ToString(), StringComparison.Ordinal)
            => (picture, press.Rune.ToString()),
        InputEvent.Pressed(var press) => (picture with { Input = $"{press.Modifiers} {press.Key} {(press.Key == Key.Character ? press.Rune : ' ')}" }, null),
        InputEvent.Pointed(var mouse) => (picture with { Input = $"{mouse.Action} {mouse.Button} {mouse.X},{mouse.Y}" }, null),
        InputEvent.Pasted(var text) => (picture with { Input = $"paste {text}" }, null),
        _ => (picture, null),
    },
    View = static (picture, buffer) =>
    {
        (int right, int bottom) = (buffer.Width - 1, buffer.Height - 1);
        buffer.Put(2, 0, $"{picture.Size.Width}x{picture.Size.Height} input {picture.Input} data {picture.Data}", Tone.Warning);
        buffer.Put(2, 1, "名前 e\u0301 👩‍🚀 \e[31mred\u202E ▇▇░ ⣿", Style.Plain);
        foreach ((int x, int y, string letter) in new[] { (0, 0, "A"), (right, 0, "B"), (0, bottom, "C"), (right, bottom, "D") }) buffer.Put(x, y, letter, Tone.Title);
    },
    OfInput = static input => input,
    OfSize = static size => size,
    Perform = static (effect, control) =>
    {
        if (effect == "q") control.Quit();
        else if (effect == "r") control.Redraw();
        else if (effect == "x") throw new NotSupportedException("failed as told");
        else new Thread(() => throw new NotSupportedException("failed as told")).Start();
    },
});
if (args.FirstOrDefault() is { } rate)
{
    var source = new Thread(() =>
    {
        for (int i = 1; ; i++)
        {
            loop.Post(i);
            Thread.Sleep(1000 / int.Parse(rate, CultureInfo.InvariantCulture));
        }
    }) { IsBackground = true };
    source.Start();
}

LoopEnd end = loop.Run();
terminal.Dispose();
Console.WriteLine($"ended: {end}");
return 0;
