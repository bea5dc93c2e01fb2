using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>The whole machine while the run lasted; tree + other processes + idle and rest = energy, exactly.</summary>
public sealed record RunMachine
{
    /// <summary>Energy of all parts that were measured or modelled.</summary>
    public required Energy EnergyJ { get; init; }

    /// <summary>The tree's.</summary>
    public required Energy TreeJ { get; init; }

    /// <summary>That of everything else that ran, EcoCode included.</summary>
    public required Energy OtherProcessesJ { get; init; }

    /// <summary>What nobody is charged; which that is depends on the attribution (docs/attribution.md).</summary>
    public required Energy IdleAndRestJ { get; init; }

    /// <summary>The machine's parts; their energies sum to <see cref="EnergyJ"/>.</summary>
    public required IReadOnlyList<RunComponent> Components { get; init; }
}
