namespace EcoCode.Tui.Input;

/// <summary>The keys that were held; the bits are those of the terminal's own parameter (xterm: 1 + bits).</summary>
[Flags]
public enum KeyModifiers : byte
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,
}
