using System.Text;
using EcoCode.Quantities;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Terminal;
using EcoCode.Tui.Terminal.Frames;

namespace EcoCode.Tui.Tests.Scenes;

/// <summary>Models and screens for tests.</summary>
internal static class OnScreen
{
    public static Rates Rates { get; } = new() { GramsPerKilowattHour = 344, PricePerKilowattHour = 0.31, Currency = "EUR", Grid = "DE 344 g/kWh", GridSource = "ember, 2025" };

    public static IReadOnlyList<Note> Notes { get; } =
    [
        new("ECO1341", "GPU 1 is used by 2 processes: its energy is shared out by SM time (± 8 %)"),
        new("ECO1001", "no CPU energy counter is readable, so a model takes its place", "`sudo ecocode doctor --fix rapl` opens it"),
        new("ECO3001", "no zone is set, so the world's average grid is used", "`--zone DE`"),
    ];

    public static Model Empty(int width = 120, int height = 36) => new()
    {
        Subject = new Subject { Host = "gpu-07", Interval = TimeSpan.FromSeconds(1) },
        Rates = Rates,
        Size = new ScreenSize(width, height),
    };

    /// <summary>After so many seconds of a scene.</summary>
    public static Model After(this Scene scene, int seconds, Model? before = null, IReadOnlyList<Note>? notes = null)
        => scene.Until(seconds).Aggregate(before ?? Empty(), (model, snapshot) => Update.Of(model, new Message.Sampled(snapshot, notes ?? [])).Next);

    public static Model Press(this Model model, params IEnumerable<KeyPress> keys)
        => keys.Aggregate(model, (now, key) => Update.Of(now, new Message.Touched(new InputEvent.Pressed(key))).Next);

    public static Model Type(this Model model, string text) => model.Press(text.Select(character => KeyPress.Of(character)));

    public static Model Act(this Model model, Act act) => model.Press(Keymap.All.First(binding => binding.Act == act).Keys[0]);

    public static string Screen(Model model, bool ascii = false)
    {
        var buffer = new CellBuffer(model.Size.Width, model.Size.Height);
        EcoCode.Tui.View.Screen.Draw(model, buffer);
        var text = new StringBuilder();
        for (int y = 0; y < buffer.Height; y++) text.Append(ascii ? Ascii(buffer.RowText(y)) : buffer.RowText(y)).Append('\n');
        return text.ToString();
    }

    private static string Ascii(string row) => string.Concat(row.EnumerateRunes().Select(rune => (char)AsciiGlyphs.Of(rune)));
}
