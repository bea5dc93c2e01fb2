namespace EcoCode.Tui.Input;

/// <summary>What a terminal reports of the mouse (xterm's ctlseqs, Mouse Tracking).</summary>
internal static class MouseReports
{
    private const int ShiftHeld = 4, AltHeld = 8, ControlHeld = 16, Motion = 32, Wheel = 64, MoreButtons = 128, NoButton = 3;

    /// <summary>The event of <c>CSI &lt; button ; column ; row M</c>, or <c>m</c> for a release (private mode 1006); null when it is none that is known.</summary>
    public static MouseEvent? OfSgr(CsiSequence sequence)
        => sequence.Marker == (byte)'<' && sequence.Final is (byte)'M' or (byte)'m'
            && sequence[0] is { } code && sequence[1] is { } column and > 0 && sequence[2] is { } row and > 0
                ? Of(code, column - 1, row - 1, released: sequence.Final == (byte)'m')
                : null;

    /// <summary>The event of the three bytes behind <c>CSI M</c>, from terminals without mode 1006; null when it is none that is known.</summary>
    public static MouseEvent? OfBytes(byte code, byte column, byte row)
        => code >= 32 && column > 32 && row > 32 ? Of(code - 32, column - 33, row - 33, released: ((code - 32) & (Wheel | Motion | NoButton)) == NoButton) : null;

    private static MouseEvent? Of(int code, int x, int y, bool released)
    {
        int button = code & NoButton;
        KeyModifiers modifiers = ((code & ShiftHeld) != 0 ? KeyModifiers.Shift : 0) | ((code & AltHeld) != 0 ? KeyModifiers.Alt : 0)
            | ((code & ControlHeld) != 0 ? KeyModifiers.Control : 0);
        if ((code & MoreButtons) != 0) return null;
        if ((code & Wheel) != 0)
        {
            return button < 2 && !released ? new MouseEvent(x, y, button == 0 ? MouseAction.WheelUp : MouseAction.WheelDown, MouseButton.None, modifiers) : null;
        }

        MouseButton which = button == NoButton ? MouseButton.None : MouseButton.Left + button;
        if (released) return new MouseEvent(x, y, MouseAction.Release, which, modifiers);
        if (which == MouseButton.None) return null;
        return new MouseEvent(x, y, (code & Motion) != 0 ? MouseAction.Drag : MouseAction.Press, which, modifiers);
    }
}
