using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>EcoCode's own cost; its energy is part of the machine's other processes.</summary>
public sealed record RunSelf
{
    /// <summary>CPU time of EcoCode's threads from the first reading on, s; its start is not in it.</summary>
    public required double CpuS { get; init; }

    /// <summary>Energy of that, shared out like any process's.</summary>
    public required Energy EnergyJ { get; init; }

    /// <summary>Highest resident memory, bytes.</summary>
    public required long PeakRssBytes { get; init; }

    /// <summary>Own CPU time while sampling over the run's wall time: 0.01 is 1 % of one core.</summary>
    public required double OverheadRatio { get; init; }

    /// <summary>Whether process scans were made rarer than asked to stay within the overhead budget.</summary>
    public required bool Stretched { get; init; }
}
