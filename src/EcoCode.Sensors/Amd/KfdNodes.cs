using System.Globalization;
using EcoCode.Host;
using EcoCode.Sensors.Drm;

namespace EcoCode.Sensors.Amd;

/// <summary>The devices of AMD's compute driver (KFD): its own numbers for them, by where they sit.</summary>
/// <remarks>
/// /sys/class/kfd/kfd/topology/nodes/N: <c>gpu_id</c>, 0 for processors, and <c>properties</c>, in which location_id is bus, device and
/// function of PCI (drivers/gpu/drm/amd/amdkfd/kfd_topology.c). A card in partitions has one node for each.
/// </remarks>
internal sealed class KfdNodes
{
    private const string Folder = "class/kfd/kfd/topology/nodes";

    private readonly List<(PciSlot Slot, long Id)> _ids = [];
    private readonly HashSet<PciSlot> _withProcessors = [];

    /// <summary>Reads the nodes; none where the driver is not loaded.</summary>
    internal static KfdNodes Read(PseudoFs sys)
    {
        var nodes = new KfdNodes();
        foreach (string node in sys.Names(Folder))
        {
            if (sys.TryReadInteger($"{Folder}/{node}/gpu_id", out long id) != ReadOutcome.Ok || id <= 0
                || sys.TryReadText($"{Folder}/{node}/properties", out string text) != ReadOutcome.Ok) continue;
            long location = Property(text, "location_id"), domain = Property(text, "domain");
            var slot = new PciSlot((int)(domain & 0x7fff_ffff), (int)(location >> 8) & 0xff, (int)(location >> 3) & 0x1f, (int)location & 7);
            nodes._ids.Add((slot, id));
            if (Property(text, "cpu_cores_count") > 0) nodes._withProcessors.Add(slot);
        }

        return nodes;
    }

    /// <summary>The driver's numbers for a device.</summary>
    internal long[] IdsOf(PciSlot slot) => [.. _ids.Where(node => node.Slot == slot).Select(node => node.Id)];

    /// <summary>Whether a node has processor cores as well, which is what graphics inside a processor look like.</summary>
    internal bool HasProcessors(PciSlot slot) => _withProcessors.Contains(slot);

    /// <summary>The value of a line <c>name value</c>; 0 when there is none.</summary>
    private static long Property(string text, string name)
    {
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && words[0] == name && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long value)) return value;
        }

        return 0;
    }
}
