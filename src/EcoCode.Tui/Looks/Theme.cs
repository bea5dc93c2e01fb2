using EcoCode.Tui.Cells;

namespace EcoCode.Tui.Looks;

/// <summary>How the tones look.</summary>
/// <remarks>The terminal's own background stays, so a theme is made for dark or light ones; its colours keep a contrast of 3 to 1 against it (WCAG 2.2, 1.4.11).</remarks>
public sealed class Theme
{
    private readonly ToneLook[] _looks;

    private Theme(string name, ToneLook[] looks) => (Name, _looks) = (name, looks);

    /// <summary>The word by which it is chosen.</summary>
    public string Name { get; }

    /// <summary>For dark backgrounds.</summary>
    public static Theme Dark { get; } = new("dark",
    [
        new(default, null, Emphasis.None),
        Look(0x8B96A3, 7, Emphasis.None),
        Look(0x667180, 8, Emphasis.None),
        Look(0xE3E8EF, 15, Emphasis.Bold),
        Look(0x74BCFF, 14, Emphasis.Bold),
        Look(0xFFC66E, 11, Emphasis.Underline),
        Look(0x6BCB84, 10, Emphasis.None),
        Look(0xE8C14E, 11, Emphasis.Bold),
        Look(0xF46A63, 9, Emphasis.Bold),
        Look(0x2B3F5C, 4, Emphasis.Reverse),
        Look(0x222A35, null, Emphasis.Reverse),
        Look(0x6F7987, 8, Emphasis.None),
        Look(0x4F9DF0, 12, Emphasis.None),
        Look(0xF2A65A, 3, Emphasis.None),
        Look(0x7FD08C, 2, Emphasis.None),
        Look(0xC58AF0, 13, Emphasis.None),
        Look(0xEFE08A, 11, Emphasis.None),
        Look(0x5FB8B0, 6, Emphasis.None),
    ]);

    /// <summary>For light backgrounds.</summary>
    public static Theme Light { get; } = new("light",
    [
        new(default, null, Emphasis.None),
        Look(0x5B6672, 8, Emphasis.None),
        Look(0x7C8793, 8, Emphasis.None),
        Look(0x1B232C, 0, Emphasis.Bold),
        Look(0x0B57A4, 4, Emphasis.Bold),
        Look(0x8A4B00, 3, Emphasis.Underline),
        Look(0x1E7A38, 2, Emphasis.None),
        Look(0x8A6A00, 3, Emphasis.Bold),
        Look(0xB3261E, 1, Emphasis.Bold),
        Look(0xCFE2FA, 6, Emphasis.Reverse),
        Look(0xE6EBF1, null, Emphasis.Reverse),
        Look(0x77818C, 8, Emphasis.None),
        Look(0x1565C0, 4, Emphasis.None),
        Look(0xB85C00, 3, Emphasis.None),
        Look(0x2E7D32, 2, Emphasis.None),
        Look(0x7B3FB5, 5, Emphasis.None),
        Look(0x7A6A00, 3, Emphasis.None),
        Look(0x00736B, 6, Emphasis.None),
    ]);

    /// <summary>Without colours, whatever the terminal has.</summary>
    public static Theme Mono { get; } = new("mono", [.. Dark._looks.Select(look => new ToneLook(default, null, look.Mono))]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Dark, Light, Mono];

    /// <summary>The one by that name; null when there is none.</summary>
    public static Theme? Named(string name) => All.FirstOrDefault(theme => theme.Name == name);

    internal ToneLook this[Tone tone] => _looks[(int)tone];

    private static ToneLook Look(int rgb, byte? ansi, Emphasis mono) => new(Ink.FromRgb((byte)(rgb >> 16), (byte)((rgb >> 8) & 0xFF), (byte)(rgb & 0xFF)), ansi, mono);
}
