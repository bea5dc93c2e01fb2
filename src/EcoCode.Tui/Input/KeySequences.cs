using System.Text;

namespace EcoCode.Tui.Input;

/// <summary>The keys that terminals send as sequences: those of xterm, the consoles of Linux and rxvt, and characters with modifiers as <c>CSI u</c>.</summary>
internal static class KeySequences
{
    /// <summary>The key of a control sequence; null when it is none that is known.</summary>
    public static KeyPress? OfCsi(CsiSequence sequence)
    {
        if (sequence.Marker != 0) return null;
        KeyModifiers modifiers = Modifiers(sequence[1]);
        return sequence.Final switch
        {
            (byte)'~' when sequence[0] == 27 => Character(sequence[2], modifiers),
            (byte)'~' => Numbered(sequence[0]) is { } key ? KeyPress.Of(key, modifiers) : null,
            (byte)'u' => Character(sequence[0], modifiers),
            (byte)'Z' => KeyPress.Of(Key.Tab, KeyModifiers.Shift),
            _ => Lettered(sequence.Final) is { } key ? KeyPress.Of(key, modifiers) : null,
        };
    }

    /// <summary>The key of <c>ESC O</c> and a letter; null when it is none that is known.</summary>
    public static KeyPress? OfSs3(byte letter) => letter == (byte)'M' ? KeyPress.Of(Key.Enter) : Lettered(letter) is { } key ? KeyPress.Of(key) : null;

    /// <summary>The key of <c>ESC [ [</c> and a letter, as the console of Linux sends the first five function keys.</summary>
    public static KeyPress? OfLinuxConsole(byte letter) => letter is >= (byte)'A' and <= (byte)'E' ? KeyPress.Of(Key.F1 + (letter - (byte)'A')) : null;

    /// <summary>The key of one byte below 0x80 that stands by itself.</summary>
    public static KeyPress OfByte(byte value) => value switch
    {
        0x0D or 0x0A => KeyPress.Of(Key.Enter),
        0x09 => KeyPress.Of(Key.Tab),
        0x7F or 0x08 => KeyPress.Of(Key.Backspace),
        0x1B => KeyPress.Of(Key.Escape),
        0x00 => KeyPress.Of(' ', KeyModifiers.Control),
        < 0x1B => KeyPress.Of((char)('a' + value - 1), KeyModifiers.Control),
        < 0x20 => KeyPress.Of((char)(value + 0x40), KeyModifiers.Control),
        _ => KeyPress.Of((char)value),
    };

    private static Key? Lettered(byte letter) => letter switch
    {
        (byte)'A' => Key.Up,
        (byte)'B' => Key.Down,
        (byte)'C' => Key.Right,
        (byte)'D' => Key.Left,
        (byte)'F' => Key.End,
        (byte)'H' => Key.Home,
        >= (byte)'P' and <= (byte)'S' => Key.F1 + (letter - (byte)'P'),
        _ => null,
    };

    private static Key? Numbered(int? number) => number switch
    {
        1 or 7 => Key.Home,
        2 => Key.Insert,
        3 => Key.Delete,
        4 or 8 => Key.End,
        5 => Key.PageUp,
        6 => Key.PageDown,
        >= 11 and <= 15 => Key.F1 + (number.Value - 11),
        >= 17 and <= 21 => Key.F6 + (number.Value - 17),
        23 or 24 => Key.F11 + (number.Value - 23),
        _ => null,
    };

    private static KeyPress? Character(int? codePoint, KeyModifiers modifiers)
    {
        if (codePoint is not { } value || !Rune.TryCreate(value, out Rune rune) || value is >= 0x80 and < 0xA0) return null;
        if (value is >= 0x20 and < 0x7F or >= 0xA0) return new KeyPress(Key.Character, rune, modifiers);
        KeyPress press = OfByte((byte)value);
        return press with { Modifiers = press.Modifiers | modifiers };
    }

    private static KeyModifiers Modifiers(int? parameter) => parameter is > 1 ? (KeyModifiers)((parameter.Value - 1) & 7) : KeyModifiers.None;
}
