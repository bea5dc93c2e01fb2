using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui;

/// <summary>What a dashboard can have done outside of the terminal. None of it throws.</summary>
/// <param name="Diagnose">Says what is measured and what is guessed, as lines; on any thread, and may take seconds.</param>
/// <param name="Open">Loads a run of the ledger; on any thread.</param>
/// <param name="Save">Keeps values in the user's configuration, and says what came of it.</param>
public sealed record DashboardDeeds(Func<IReadOnlyList<string>> Diagnose, Func<string, Message.Opened> Open, Func<IReadOnlyList<KeyValuePair<string, string>>, string> Save)
{
    /// <summary>Nothing can be done.</summary>
    public static DashboardDeeds None { get; } = new(static () => [], static _ => new(null, ""), static _ => "");
}
