using System.Globalization;
using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Modelled;

/// <summary>Memory modules, taken to draw the same power whatever runs: so many watts for each GB.</summary>
/// <remarks>
/// Refresh and interface power do not depend on what is stored, and the part that does is inside the band. A GB is 2^30 bytes, as
/// modules are sold. Counting modules instead would need root: the SMBIOS entries in /sys/firmware/dmi are readable by root only.
/// Never beside a <see cref="CpuPowerModel"/> that <see cref="CpuPowerModel.IncludesServer"/>.
/// </remarks>
public sealed class ModelledMemory : IPowerGauge
{
    /// <summary>The published constants differ by -24 % and +5 %; large modules draw less than half of what their capacity suggests.</summary>
    private const double Band = 0.5;

    private const double BytesPerGigabyte = 1L << 30;

    private readonly Power _power;

    private ModelledMemory(Power power) => _power = power;

    /// <inheritdoc/>
    public SensorId Id => new("model:dram");

    /// <summary>The memory of the machine, or what the control group leaves of it.</summary>
    /// <returns><c>null</c> when the size of the memory can't be read.</returns>
    public static SourceGroup? Source(PseudoFs proc, CgroupLimits limits)
    {
        ArgumentNullException.ThrowIfNull(proc);
        ArgumentNullException.ThrowIfNull(limits);
        if (TotalBytes(proc) is not { } total) return null;
        double gigabytes = Math.Min(total, limits.MemoryBytes ?? total) / BytesPerGigabyte;
        string[] row = HardwareTable.Find(HardwareTable.MemoryPower, "per-gb")!;
        Power power = Power.FromWatts(gigabytes * double.Parse(row[1], CultureInfo.InvariantCulture));
        return new([
            new EnergySource(new ModelledMemory(power))
            {
                Component = Component.Dram,
                Device = string.Create(CultureInfo.InvariantCulture, $"{gigabytes:0.#} GiB of memory"),
                Provenance = Provenance.Modelled,
                RelativeBand = Band,
                Method = "model-memory",
                Origin = row[3],
                Ceiling = power * 2,
                Idle = power,
            },
        ]);
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(out Power reading)
    {
        reading = _power;
        return ReadOutcome.Ok;
    }

    /// <summary>MemTotal of /proc/meminfo, which counts in KiB and calls them kB.</summary>
    private static long? TotalBytes(PseudoFs proc)
    {
        proc.TryReadText("meminfo", out string text);
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["MemTotal:", var size, "kB"]
                && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long kib)
                && kib is > 0 and < 1L << 50)
                return kib * 1024;
        }

        return null;
    }
}
