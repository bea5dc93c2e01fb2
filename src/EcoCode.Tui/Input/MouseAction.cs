namespace EcoCode.Tui.Input;

/// <summary>What a mouse did.</summary>
public enum MouseAction : byte
{
    Press,
    Release,
    Drag,
    WheelUp,
    WheelDown,
}
