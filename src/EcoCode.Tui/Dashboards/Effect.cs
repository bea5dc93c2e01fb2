namespace EcoCode.Tui.Dashboards;

/// <summary>Something that is to be done outside of the model.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Leave.</summary>
    public sealed record Quit : Effect;

    /// <summary>Draw the whole screen anew.</summary>
    public sealed record Redraw : Effect;

    /// <summary>Stop until continued.</summary>
    public sealed record Suspend : Effect;

    /// <summary>Write a file, whole or not at all.</summary>
    /// <param name="Path">Where, as typed; <c>~/</c> is home.</param>
    /// <param name="Text">What.</param>
    public sealed record Write(string Path, string Text) : Effect;
}
