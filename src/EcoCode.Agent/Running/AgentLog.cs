using EcoCode.Quantities;

namespace EcoCode.Agent.Running;

/// <summary>The few lines that an agent writes: one each, with its severity in front where the journal reads it (sd-daemon(3)).</summary>
/// <param name="write">Writes a line; from any thread, one at a time.</param>
/// <param name="journal">Whether the journal reads.</param>
public sealed class AgentLog(Action<string> write, bool journal)
{
    private readonly Lock _lock = new();

    /// <summary>Says what was done.</summary>
    public void Tell(string line) => Write(6, line);

    /// <summary>Says what is not as it should be, and goes on.</summary>
    public void Warn(Note note)
    {
        ArgumentNullException.ThrowIfNull(note);
        Write(4, $"warning[{note.Code}]: {note.Message}{(note.Hint is { } hint ? $" ({hint})" : "")}");
    }

    /// <summary>Says what ends the agent.</summary>
    public void Fail(string line) => Write(3, line);

    private void Write(int severity, string line)
    {
        lock (_lock) write(journal ? $"<{severity}>{line}" : line);
    }
}
