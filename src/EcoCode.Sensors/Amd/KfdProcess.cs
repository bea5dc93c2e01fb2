using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Sensors.Amd;

/// <summary>A process that computes on an AMD device by way of KFD, as ROCm does.</summary>
/// <remarks>
/// Its queues are filled without the kernel, so nobody counts their time. What is told (kfd_process.c): memory that it holds on the device
/// (<c>vram_ID</c>, bytes), and how many compute units its waves occupy at this moment (<c>stats_ID/cu_occupancy</c>, not on all devices).
/// </remarks>
internal sealed class KfdProcess
{
    private readonly List<PseudoFile> _memory = [];
    private readonly List<PseudoFile> _occupancy = [];

    /// <param name="sys">/sys.</param>
    /// <param name="pid">Its pid on the host.</param>
    /// <param name="here">Its pid here; negative, if it is not here.</param>
    /// <param name="ids">The driver's numbers for the device.</param>
    internal KfdProcess(PseudoFs sys, int pid, int here, long[] ids)
    {
        Pid = here;
        foreach (long id in ids)
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"{KfdProcesses.Folder}/{pid}");
            string number = id.ToString(CultureInfo.InvariantCulture);
            if (PseudoFile.TryOpen(sys.PathOf($"{folder}/vram_{number}"), out PseudoFile? memory) == ReadOutcome.Ok) _memory.Add(memory!);
            if (PseudoFile.TryOpen(sys.PathOf($"{folder}/stats_{number}/cu_occupancy"), out PseudoFile? occupancy) == ReadOutcome.Ok) _occupancy.Add(occupancy!);
        }
    }

    /// <summary>Its pid here; negative, if it is not here.</summary>
    internal int Pid { get; }

    internal int Listed { get; set; }

    /// <summary>Memory that it holds, bytes.</summary>
    internal long MemoryBytes { get; private set; }

    /// <summary>Compute units that it occupies.</summary>
    internal long Occupied { get; private set; }

    internal void Read() => (MemoryBytes, Occupied) = (Sum(_memory), Sum(_occupancy));

    internal void Close()
    {
        foreach (PseudoFile file in _memory) file.Dispose();
        foreach (PseudoFile file in _occupancy) file.Dispose();
    }

    private static long Sum(List<PseudoFile> files)
    {
        long sum = 0;
        foreach (PseudoFile file in files)
        {
            // Beyond 2^55, 32 PiB, it is no amount of memory.
            if (file.TryReadCount(out long value) == ReadOutcome.Ok && value < 1L << 55) sum += value;
        }

        return sum;
    }
}
