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

    /// <summary>Look at what is measured, and tell by <see cref="Message.Told"/>.</summary>
    public sealed record Diagnose : Effect;

    /// <summary>Load a run of the ledger, and tell by <see cref="Message.Opened"/>.</summary>
    /// <param name="Run">Its id, the beginning of one, or <c>last</c>.</param>
    public sealed record Open(string Run) : Effect;

    /// <summary>Keep values in the user's configuration.</summary>
    /// <param name="Values">Keys of the configuration with their values, as options take them.</param>
    public sealed record Save(IReadOnlyList<KeyValuePair<string, string>> Values) : Effect;

    /// <summary>Write a file, whole or not at all.</summary>
    /// <param name="Path">Where, as typed; <c>~/</c> is home.</param>
    /// <param name="Text">What.</param>
    public sealed record Write(string Path, string Text) : Effect;
}
