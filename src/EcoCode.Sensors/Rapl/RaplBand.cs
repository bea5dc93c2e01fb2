using EcoCode.Host;

namespace EcoCode.Sensors.Rapl;

/// <summary>How far RAPL figures may be off, relative, by what the processor's counters are made of.</summary>
/// <remarks>
/// The literature gives no error bound that holds for every model. It says which counters measure and which compute; the widths below are
/// our judgement of it, and cover the constant offset that it reports beside the noise.
/// </remarks>
internal static class RaplBand
{
    /// <summary>
    /// Psys covers what the board maker wired up. On one Kaby Lake laptop it read 12.2 W while the battery gave 9.3 W, and at times less
    /// than the package (codecarbon, docs/explanation/rapl.md).
    /// </summary>
    public const double Psys = 0.30;

    /// <summary>
    /// Since Haswell, Intel measures instead of computing from events (Hackenberg et al., IPDPSW 2015, 10.1109/IPDPSW.2015.70); readings
    /// follow plug power closely (Khan et al., TOMPECS 2018, 10.1145/3177754).
    /// </summary>
    private const double Measured = 0.05;

    /// <summary>Sandy and Ivy Bridge compute package energy from event counts; so does AMD (Schöne et al., CLUSTER 2021, arXiv:2108.00808).</summary>
    private const double Computed = 0.10;

    /// <summary>
    /// Memory of Intel servers since Haswell-EP: measured, and found more accurate than the desktops' (Desrochers, Paradis and Weaver,
    /// MEMSYS 2016, 10.1145/2989081.2989088).
    /// </summary>
    private const double ServerMemory = 0.10;

    /// <summary>Memory of other Intel machines: computed, off by an offset that differs between systems, worst when idle (same source).</summary>
    private const double ClientMemory = 0.20;

    /// <summary>Family 6 models without measuring hardware: Sandy Bridge, Sandy Bridge-EP, Ivy Bridge, Ivy Bridge-EP (asm/intel-family.h).</summary>
    private static readonly string[] ComputingModels = ["42", "45", "58", "62"];

    /// <summary>
    /// Family 6 server models: Haswell-X, Broadwell-X and -D, Skylake-X to Cooper Lake, Ice Lake-X and -D, Sapphire, Emerald and Granite
    /// Rapids (asm/intel-family.h).
    /// </summary>
    private static readonly string[] ServerModels = ["63", "79", "86", "85", "106", "108", "143", "207", "173", "174"];

    /// <summary>For a package.</summary>
    public static double OfPackage(CpuTopology topology)
        => IsIntelFamily6(topology) && !ComputingModels.Contains(topology.Model) ? Measured : Computed;

    /// <summary>For the memory of a package; an unknown model gets the wider band.</summary>
    public static double OfMemory(CpuTopology topology)
        => IsIntelFamily6(topology) && ServerModels.Contains(topology.Model) ? ServerMemory : ClientMemory;

    private static bool IsIntelFamily6(CpuTopology topology) => topology is { Vendor: "GenuineIntel", Family: "6" };
}
