namespace EcoCode.Impact;

/// <summary>Which hardware figures stand for a machine.</summary>
internal static class EmbodiedChoice
{
    /// <summary>365.25 days.</summary>
    private const double HoursOfYear = 8766;

    /// <summary>The whole server as manufacturers declare it; rows without a lifetime of their own last as long.</summary>
    private const string WholeServer = "server-median";

    /// <summary>Redundant, as rack servers have them, each of the weight that data/embodied.csv gives for one.</summary>
    private const double SuppliesOfServer = 2, KilogramsOfSupply = 2.99;

    /// <summary>The figures; none when the machine is not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A virtual machine with no vCPU.</exception>
    public static IReadOnlyList<EmbodiedFigure> Of(ImpactTables tables, ImpactRequest request) => request.Machine switch
    {
        MachineKind.Desktop => Figures(tables, ("desktop", 1)),
        MachineKind.Laptop => Figures(tables, ("laptop", 1)),
        MachineKind.VirtualMachine => request.VCpus is { } vcpus ? Figures(tables, (WholeServer, ShareOfServer(vcpus))) : [],
        MachineKind.Server when request is { Sockets: > 0 and var sockets, MemoryBytes: > 0 and var memory } => Figures(
            tables,
            ("cpu-default", sockets), ("ram-gb", memory / 1e9), ("motherboard", 1), ("psu", SuppliesOfServer * KilogramsOfSupply), ("chassis-rack", 1), ("assembly", 1)),
        MachineKind.Server => Figures(tables, (WholeServer, 1)),
        _ => [],
    };

    /// <summary>The figures of GPU boards by their names. A model without a row of its own has that of any card.</summary>
    public static IReadOnlyDictionary<string, EmbodiedFigure> OfGpus(ImpactTables tables, IReadOnlyCollection<string> names)
    {
        var figures = new Dictionary<string, EmbodiedFigure>();
        foreach (string name in names)
        {
            if (!figures.ContainsKey(name) && Figures(tables, (RowOf(name), 1)) is [var figure]) figures[name] = figure;
        }

        return figures;
    }

    private static string RowOf(string name)
    {
        bool Has(string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);

        // NVIDIA calls the SXM board "H100 80GB HBM3", and the card for a slot "H100 PCIe" or "H100 NVL", of which there is no figure.
        if (Has("A100-SXM4-40GB")) return "gpu-a100-sxm4-40gb";
        if (Has("H100") && (Has("HBM3") || Has("SXM")) && !Has("PCIe") && !Has("NVL")) return "gpu-h100-sxm";
        if (Has("H200") && !Has("NVL") && !Has("GH200")) return "gpu-h200-ademe";
        return Has("B200") && !Has("GB200") ? "gpu-b200-sxm" : "gpu-default";
    }

    private static List<EmbodiedFigure> Figures(ImpactTables tables, params (string Component, double Devices)[] parts)
    {
        List<Hardware> rows = [.. tables.Hardware()];
        double? lasting = rows.Find(row => row.Component == WholeServer)?.LifetimeYears;
        var figures = new List<EmbodiedFigure>();
        foreach ((string component, double devices) in parts)
        {
            if (rows.Find(row => row.Component == component) is not { } row || (row.LifetimeYears ?? lasting) is not { } years) return [];
            figures.Add(new(row.Component, row.Unit, row.Whole, TimeSpan.FromHours(years * HoursOfYear), devices, row.Source));
        }

        return figures;
    }

    /// <summary>A machine with more vCPUs than the typical server has threads is taken as one whole server.</summary>
    private static double ShareOfServer(int vcpus)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vcpus, 1);
        return Math.Min(1, (double)vcpus / EmbodiedFigure.ThreadsOfServer);
    }
}
