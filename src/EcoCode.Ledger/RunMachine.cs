using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>The whole machine while the run lasted; tree + other processes + idle and rest = energy, exactly.</summary>
public sealed record RunMachine
{
    public required Energy EnergyJ { get; init; }

    public required Energy TreeJ { get; init; }

    public required Energy OtherProcessesJ { get; init; }

    public required Energy IdleAndRestJ { get; init; }

    /// <summary>The machine's parts; their energies sum to <see cref="EnergyJ"/>.</summary>
    public required IReadOnlyList<RunComponent> Components { get; init; }
}
