using System.Text;

namespace EcoCode.Tui.Input;

/// <summary>One press of a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Rune">The character, where <paramref name="Key"/> is <see cref="Key.Character"/>: as typed, so an `A` has no <see cref="KeyModifiers.Shift"/>; a control character is its letter in lower case with <see cref="KeyModifiers.Control"/>.</param>
/// <param name="Modifiers">What was held, as far as terminals tell.</param>
public readonly record struct KeyPress(Key Key, Rune Rune, KeyModifiers Modifiers)
{
    /// <summary>A character.</summary>
    public static KeyPress Of(char character, KeyModifiers modifiers = KeyModifiers.None) => new(Key.Character, new Rune(character), modifiers);

    /// <summary>A key without a character.</summary>
    public static KeyPress Of(Key key, KeyModifiers modifiers = KeyModifiers.None) => new(key, default, modifiers);
}
