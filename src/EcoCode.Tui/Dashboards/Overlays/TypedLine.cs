using System.Text;
using EcoCode.Tui.Input;

namespace EcoCode.Tui.Dashboards.Overlays;

/// <summary>A line that is being typed, immutable.</summary>
/// <param name="Text">What has been typed.</param>
/// <param name="Caret">Where the next character goes, from 0 to the length.</param>
public sealed record TypedLine(string Text, int Caret)
{
    private const int Longest = 1000;

    internal static TypedLine Of(string text) => new(text, text.Length);

    /// <summary>After a key; the same line when the key does nothing to it.</summary>
    internal TypedLine After(KeyPress press) => press switch
    {
        { Key: Key.Character, Modifiers: KeyModifiers.None or KeyModifiers.Shift } => Typed(press.Rune.ToString()),
        { Key: Key.Character, Modifiers: KeyModifiers.Control, Rune.Value: 'u' } => new(Text[Caret..], 0),
        { Key: Key.Character, Modifiers: KeyModifiers.Control, Rune.Value: 'k' } => new(Text[..Caret], Caret),
        { Key: Key.Character, Modifiers: KeyModifiers.Control, Rune.Value: 'a' } or { Key: Key.Home } => this with { Caret = 0 },
        { Key: Key.Character, Modifiers: KeyModifiers.Control, Rune.Value: 'e' } or { Key: Key.End } => this with { Caret = Text.Length },
        { Key: Key.Character, Modifiers: KeyModifiers.Control, Rune.Value: 'w' } => WithoutWord(),
        { Key: Key.Backspace } => new(Text.Remove(Before, Caret - Before), Before),
        { Key: Key.Delete } => this with { Text = Text.Remove(Caret, After(Caret) - Caret) },
        { Key: Key.Left } => this with { Caret = Before },
        { Key: Key.Right } => this with { Caret = After(Caret) },
        _ => this,
    };

    /// <summary>With text where the caret is; of pasted lines the first.</summary>
    internal TypedLine Typed(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end >= 0) text = text[..end];
        if (Text.Length + text.Length > Longest) return this;
        return new(Text.Insert(Caret, text), Caret + text.Length);
    }

    /// <summary>A pair of surrogates is one character.</summary>
    private int Before => Caret == 0 ? 0 : Caret - (Caret > 1 && char.IsLowSurrogate(Text[Caret - 1]) && char.IsHighSurrogate(Text[Caret - 2]) ? 2 : 1);

    private int After(int at) => at == Text.Length ? at : at + (Rune.TryGetRuneAt(Text, at, out Rune rune) ? rune.Utf16SequenceLength : 1);

    private TypedLine WithoutWord()
    {
        int from = Caret;
        while (from > 0 && Text[from - 1] == ' ') from--;
        while (from > 0 && Text[from - 1] != ' ') from--;
        return new(Text.Remove(from, Caret - from), from);
    }
}
