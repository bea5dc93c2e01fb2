using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>One process of the tree.</summary>
public sealed record RunProcess
{
    /// <summary>The process id; 0 for the row of processes too short-lived to be seen alive.</summary>
    public required int Pid { get; init; }

    /// <summary>Start in clock ticks after boot (field 22 of /proc/pid/stat): with the pid and the boot, its identity.</summary>
    public required long Started { get; init; }

    /// <summary>Pid of the parent that it was first seen with; 0 when not known.</summary>
    public required int Ppid { get; init; }

    /// <summary>The kernel's name of it (comm), control characters replaced.</summary>
    public required string Name { get; init; }

    /// <summary>CPU time of its own, s.</summary>
    public required double CpuS { get; init; }

    /// <summary>Time that GPUs have worked for it, all together, s; <c>null</c> where no GPU is measured.</summary>
    public double? GpuS { get; init; }

    /// <summary>Energy of its own.</summary>
    public required Energy EnergyJ { get; init; }

    /// <summary>The part of it that is of GPUs; <c>null</c> where no GPU is measured.</summary>
    public Energy? GpuEnergyJ { get; init; }

    /// <summary>Energy of it and all that descends from it.</summary>
    public required Energy SubtreeEnergyJ { get; init; }

    /// <summary>Whether it had ended before the measurement did.</summary>
    public required bool Exited { get; init; }
}
