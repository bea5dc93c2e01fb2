namespace EcoCode.Tui.Input;

/// <summary>Which key was pressed.</summary>
public enum Key
{
    /// <summary>One that makes a character; <see cref="KeyPress.Rune"/> says which.</summary>
    Character,
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
}
