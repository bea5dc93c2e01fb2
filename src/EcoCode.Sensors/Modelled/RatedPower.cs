using System.Globalization;
using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Modelled;

/// <summary>What a CPU's maker says that one package of it is designed to turn into heat.</summary>
/// <param name="Tdp">Thermal design power of one package.</param>
/// <param name="Cores">Physical cores of one package; <c>null</c> when the table does not tell.</param>
/// <param name="Source">Ids of <c>data/sources.csv</c>.</param>
public sealed record RatedPower(Power Tdp, int? Cores, string Source)
{
    /// <summary>Whether no maker's page stands behind the figure, as for parts that only cloud providers get.</summary>
    public bool IsUnofficial => Source.Contains("unofficial", StringComparison.Ordinal);

    /// <summary>Finds a CPU by the name that it gives itself; <c>null</c> when the name is masked or not in the table.</summary>
    public static RatedPower? Find(CpuTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        if (topology.ModelName.Length == 0) return null;
        return HardwareTable.Find(HardwareTable.CpuPower, CpuName.Key(topology.ModelName, topology.Vendor)) is { } row
            ? new(
                Power.FromWatts(double.Parse(row[2], CultureInfo.InvariantCulture)),
                row[3].Length == 0 ? null : int.Parse(row[3], CultureInfo.InvariantCulture),
                row[4])
            : null;
    }
}
