using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>EcoCode's own cost; its energy is part of the machine's other processes.</summary>
public sealed record RunSelf
{
    public required double CpuS { get; init; }

    public required Energy EnergyJ { get; init; }

    public required long PeakRssBytes { get; init; }

    /// <summary>Own CPU time while sampling over the run's wall time: 0.01 is 1 % of one core.</summary>
    public required double OverheadRatio { get; init; }

    /// <summary>Whether process scans were made rarer than asked to stay within the overhead budget.</summary>
    public required bool Stretched { get; init; }
}
