namespace EcoCode.Tui.Input;

/// <summary>Something that a mouse did on the screen.</summary>
/// <param name="X">The column, from 0 on; it may lie beyond the screen, since that may have shrunk.</param>
/// <param name="Y">The row, from 0 on.</param>
/// <param name="Action">What it did.</param>
/// <param name="Button">With which button.</param>
/// <param name="Modifiers">The keys that were held.</param>
public readonly record struct MouseEvent(int X, int Y, MouseAction Action, MouseButton Button, KeyModifiers Modifiers);
