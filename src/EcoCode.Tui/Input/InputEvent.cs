namespace EcoCode.Tui.Input;

/// <summary>What came from the user.</summary>
public abstract record InputEvent
{
    private InputEvent()
    {
    }

    /// <summary>A key.</summary>
    public sealed record Pressed(KeyPress Press) : InputEvent;

    /// <summary>The mouse.</summary>
    public sealed record Pointed(MouseEvent Mouse) : InputEvent;

    /// <summary>Text that was pasted in one go: it is no sequence of keys. Of any length up to 64 Ki characters, lines divided by \n.</summary>
    public sealed record Pasted(string Text) : InputEvent;
}
