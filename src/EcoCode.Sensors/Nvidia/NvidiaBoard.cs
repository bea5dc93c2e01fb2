using EcoCode.Quantities;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>What is fixed about one GPU, asked once.</summary>
internal sealed record NvidiaBoard
{
    private const uint Ampere = 7;
    private const int VgpuGuest = 2, VgpuHost = 3;

    /// <summary>Boards draw up to twice their limit for milliseconds; more than that can't be true.</summary>
    private const double MostOverLimit = 2;

    /// <summary>Where no limit is told: more than any board of 2026 (1.4 kW) twice over.</summary>
    private static readonly Power MostOfAny = Power.FromWatts(3000);

    internal required GpuIdentity Identity { get; init; }

    internal required NvmlDevice Device { get; init; }

    /// <summary>More than this can't be true.</summary>
    internal required Power Ceiling { get; init; }

    /// <summary>The power limit that held when it was found; <c>null</c> when not told.</summary>
    internal required Power? Limit { get; init; }

    /// <summary>Whether the plain power reading is a mean over a second (Ampere and newer).</summary>
    internal required bool Averages { get; init; }

    /// <summary>Whether it is cut into instances, whose use by process the driver does not tell.</summary>
    internal required bool IsMig { get; init; }

    internal required bool IsVgpuGuest { get; init; }

    internal required bool IsVgpuHost { get; init; }

    /// <summary>Asks a device all of it. False when it can't be reached.</summary>
    internal static NvmlReturn TryRead(NvmlLibrary library, uint index, out NvidiaBoard? board)
    {
        board = null;
        NvmlReturn outcome = library.ByIndex(index, out NvmlDevice device);
        if (outcome != NvmlReturn.Success) return outcome;
        bool limited = library.HighestPowerLimit(device, out uint milliwatts) == NvmlReturn.Success && milliwatts > 0;
        _ = library.Architecture(device, out uint architecture);
        _ = library.MigMode(device, out uint mig);
        _ = library.Virtualization(device, out int virtualization);
        board = new NvidiaBoard
        {
            Identity = new GpuIdentity((int)index, library.Name(device), library.Uuid(device), AddressOf(library, device)),
            Device = device,
            Ceiling = limited ? Power.FromWatts(milliwatts / 1000.0 * MostOverLimit) : MostOfAny,
            Limit = library.PowerLimit(device, out uint limit) == NvmlReturn.Success ? Power.FromWatts(limit / 1000.0) : null,
            Averages = architecture is >= Ampere and < uint.MaxValue,
            IsMig = mig == 1,
            IsVgpuGuest = virtualization == VgpuGuest,
            IsVgpuHost = virtualization == VgpuHost,
        };
        return outcome;
    }

    /// <summary>As the kernel writes it: <c>0000:3b:00.0</c>. NVML writes eight digits of domain.</summary>
    private static string? AddressOf(NvmlLibrary library, NvmlDevice device)
        => library.Pci(device, out NvmlPci pci) == NvmlReturn.Success
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pci.Domain:x4}:{pci.Bus:x2}:{pci.Device:x2}.0")
            : null;
}
