using EcoCode.Tui.Input;

namespace EcoCode.Tui.Keys;

/// <summary>How keys are written for people.</summary>
internal static class KeyName
{
    internal static string Of(KeyPress press)
    {
        string name = press.Key switch
        {
            Key.Character when press.Rune.Value == ' ' => "␣",
            Key.Character when press.Modifiers == KeyModifiers.Control => press.Rune.ToString().ToUpperInvariant(),
            Key.Character => press.Rune.ToString(),
            Key.Up => "↑",
            Key.Down => "↓",
            Key.Left => "←",
            Key.Right => "→",
            Key.Enter => "⏎",
            Key.Escape => "Esc",
            Key.PageUp => "PgUp",
            Key.PageDown => "PgDn",
            _ => press.Key.ToString(),
        };
        return (press.Modifiers.HasFlag(KeyModifiers.Control) ? "^" : "") + (press.Modifiers.HasFlag(KeyModifiers.Shift) ? "⇧" : "") + name;
    }
}
