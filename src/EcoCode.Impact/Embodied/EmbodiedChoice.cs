namespace EcoCode.Impact;

/// <summary>Which hardware figure stands for a machine.</summary>
internal static class EmbodiedChoice
{
    /// <summary>365.25 days.</summary>
    private const double HoursOfYear = 8766;

    /// <summary>The figure, with the lifetime of its own row; <c>null</c> when the machine is not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A virtual machine with no vCPU.</exception>
    public static EmbodiedFigure? Of(ImpactTables tables, MachineKind? machine, int? vcpus)
    {
        if (machine is not { } kind || (kind == MachineKind.VirtualMachine && vcpus is null)) return null;
        double share = kind == MachineKind.VirtualMachine ? ShareOfServer(vcpus!.Value) : 1;
        string component = kind switch
        {
            MachineKind.Desktop => "desktop",
            MachineKind.Laptop => "laptop",
            _ => "server-median",
        };
        return tables.Hardware().FirstOrDefault(row => row.Component == component) is { LifetimeYears: { } years } row
            ? new(row.Component, row.Unit, row.Whole, TimeSpan.FromHours(years * HoursOfYear), share, row.Source)
            : null;
    }

    /// <summary>A machine with more vCPUs than the typical server has threads is taken as one whole server.</summary>
    private static double ShareOfServer(int vcpus)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vcpus, 1);
        return Math.Min(1, (double)vcpus / EmbodiedFigure.ThreadsOfServer);
    }
}
