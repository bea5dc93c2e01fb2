using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Input;
using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Dashboards;

/// <summary>Something that happened.</summary>
public abstract record Message
{
    private Message()
    {
    }

    /// <summary>A snapshot was taken.</summary>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="Notes">What the reader of the figures must know now.</param>
    public sealed record Sampled(MachineSnapshot Snapshot, IReadOnlyList<Note> Notes) : Message;

    /// <summary>A key, the mouse, or pasted text.</summary>
    public sealed record Touched(InputEvent Input) : Message;

    /// <summary>The screen has this size.</summary>
    public sealed record Sized(ScreenSize Size) : Message;

    /// <summary>An export has been tried.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Fault">Why it could not be written; null when it was.</param>
    public sealed record Exported(string Path, string? Fault) : Message;
}
