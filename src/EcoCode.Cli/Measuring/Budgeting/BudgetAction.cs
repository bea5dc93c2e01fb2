using EcoCode.Processes;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>What is done when a budget is used up.</summary>
/// <param name="Stops">Whether the tree is ended.</param>
/// <param name="Signal">The signal that the command gets; 0 for none.</param>
internal sealed record BudgetAction(bool Stops, int Signal)
{
    internal static BudgetAction Warn { get; } = new(false, 0);

    internal static BudgetAction Stop { get; } = new(true, 0);

    internal static BudgetAction OfSignal(int signal) => new(false, signal);

    /// <summary>Its name in records.</summary>
    internal string Name => Stops ? "stop" : Signal > 0 ? "signal:" + Signals.NameOf(Signal) : "warn";
}
