using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Sensors.Modelled;

/// <summary>What published server benchmarks tell of a generation of CPUs: watts at the wall for each hardware thread.</summary>
/// <param name="Name">Name in <c>data/cpu-microarch.csv</c>; <c>*</c> when it is not known, or nothing was published for it.</param>
/// <param name="IdleWatts">Of the whole server when idle, over its hardware threads.</param>
/// <param name="FullWatts">The same at full load.</param>
/// <param name="Results">How many published results the figures are the median of; 0 when they are another generation's.</param>
/// <param name="Source">Ids of <c>data/sources.csv</c>.</param>
internal sealed record Microarchitecture(string Name, double IdleWatts, double FullWatts, int Results, string Source)
{
    internal const string Unknown = "*";

    /// <summary>Finds a CPU's generation by vendor, family, model and stepping, then its figures; those of the row <c>*</c> without either.</summary>
    internal static Microarchitecture Of(CpuTopology topology) => Figures(NameOf(topology)) ?? Figures(Unknown)!;

    /// <summary>The generation's name; <c>*</c> when the identity is unknown or masked.</summary>
    internal static string NameOf(CpuTopology topology)
    {
        foreach (string[] row in HardwareTable.Rows(HardwareTable.CpuMicroarch))
        {
            if (row[0] == topology.Vendor && row[1] == topology.Family
                && row[2].Equals(topology.Model, StringComparison.OrdinalIgnoreCase)
                && Within(topology.Stepping, row[3], row[4]))
                return row[5];
        }

        return Unknown;
    }

    private static bool Within(int? stepping, string min, string max)
        => min.Length == 0
            || (stepping is { } value && value >= int.Parse(min, CultureInfo.InvariantCulture) && value <= int.Parse(max, CultureInfo.InvariantCulture));

    private static Microarchitecture? Figures(string name)
        => HardwareTable.Find(HardwareTable.VcpuPower, name) is { } row
            ? new(name, double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture),
                int.Parse(row[3], CultureInfo.InvariantCulture), row[8])
            : null;
}
