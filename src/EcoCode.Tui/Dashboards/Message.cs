using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Input;
using EcoCode.Tui.Rows;
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

    /// <summary>The runs of the ledger were counted.</summary>
    public sealed record Counted(Tally Tally) : Message;

    /// <summary>The provider of live intensity was asked.</summary>
    /// <param name="Rates">What energy means from now on; null where it told nothing.</param>
    /// <param name="Problem">What is wrong with it; null where nothing is.</param>
    public sealed record Graded(Rates? Rates, Note? Problem) : Message;

    /// <summary>A key, the mouse, or pasted text.</summary>
    public sealed record Touched(InputEvent Input) : Message;

    /// <summary>The screen has this size.</summary>
    public sealed record Sized(ScreenSize Size) : Message;

    /// <summary>There is something to read.</summary>
    /// <param name="Title">What it is.</param>
    /// <param name="Lines">The text.</param>
    public sealed record Told(string Title, IReadOnlyList<string> Lines) : Message;

    /// <summary>A run of the ledger was to be loaded.</summary>
    /// <param name="Run">It as a model; null when it could not be loaded.</param>
    /// <param name="Fault">Why it could not be.</param>
    public sealed record Opened(Model? Run, string? Fault) : Message;

    /// <summary>Something was done, or could not be.</summary>
    /// <param name="Text">What to say of it.</param>
    public sealed record Done(string Text) : Message;

    /// <summary>An export has been tried.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Fault">Why it could not be written; null when it was.</param>
    public sealed record Exported(string Path, string? Fault) : Message;
}
