namespace EcoCode.Tui.Input;

/// <summary>Which button of the mouse; <see cref="None"/> for the wheel and for buttons beyond three.</summary>
public enum MouseButton
{
    None,
    Left,
    Middle,
    Right,
}
