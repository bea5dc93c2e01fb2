using EcoCode.Host;

namespace EcoCode.Sensors.Rapl;

/// <summary>A zone of the powercap tree that the RAPL drivers made.</summary>
/// <param name="Node">The folder's name: <c>intel-rapl:0:1</c>, <c>intel-rapl-mmio:0</c>.</param>
/// <param name="Path">The folder, below /sys.</param>
/// <param name="Label">What its <c>name</c> file holds; empty when it can't be read.</param>
/// <param name="Covers">What that name means, with the parent's package and die for a subzone.</param>
internal sealed record PowercapZone(string Node, string Path, string Label, ZoneName Covers)
{
    private const string ControlTypes = "intel-rapl";

    /// <summary>All RAPL zones, in the order of their control types and numbers: <c>intel-rapl</c> before <c>intel-rapl-mmio</c>.</summary>
    /// <remarks>
    /// /sys/class/powercap lists every zone, at any depth, as a link; containers often lack it while the tree behind it is there, under
    /// /sys/devices/virtual/powercap. Both are walked alike, and a zone that is met twice counts once.
    /// <c>enabled</c> = 0 concerns power limits only (AMD has none): the counter counts all the same.
    /// </remarks>
    public static IReadOnlyList<PowercapZone> FindAll(PseudoFs sys)
    {
        string root = sys.Exists("class/powercap") ? "class/powercap" : "devices/virtual/powercap";
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(sys, root, depth: 0, paths);

        var zones = new List<PowercapZone>();
        foreach (string node in paths.Keys.OrderBy(ControlTypeOf, StringComparer.Ordinal).ThenBy(NumbersOf, StringComparer.Ordinal))
        {
            sys.TryReadText($"{paths[node]}/name", out string label);
            ZoneName covers = ZoneName.Parse(label);
            // A parent sorts before its children, so it is there already.
            PowercapZone? parent = zones.Find(zone => zone.Node == ParentOf(node));
            if (parent is not null) covers = covers with { Package = parent.Covers.Package, Die = parent.Covers.Die };
            // Memory outside a package would have no package to be charged to.
            if (covers.Domain == RaplDomain.Dram && parent?.Covers.Domain != RaplDomain.Package) covers = ZoneName.Unknown;
            zones.Add(new(node, paths[node], label, covers));
        }

        return zones;
    }

    private static void Collect(PseudoFs sys, string folder, int depth, Dictionary<string, string> paths)
    {
        // Control type, zone, subzone; deeper there is nothing but links back up, none of which has a name of this kind.
        const int Deepest = 3;
        foreach (string name in sys.Names(folder))
        {
            if (!name.StartsWith(ControlTypes, StringComparison.Ordinal)) continue;
            string path = $"{folder}/{name}";
            if (name.Contains(':', StringComparison.Ordinal)) paths.TryAdd(name, path);
            if (depth < Deepest) Collect(sys, path, depth + 1, paths);
        }
    }

    private static string ControlTypeOf(string node) => node[..node.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The numbers after the control type, padded so that 10 sorts after 9.</summary>
    private static string NumbersOf(string node) => string.Join(':', node.Split(':').Skip(1).Select(number => number.PadLeft(6, '0')));

    private static string ParentOf(string node)
    {
        int last = node.LastIndexOf(':');
        return last == node.IndexOf(':', StringComparison.Ordinal) ? "" : node[..last];
    }
}
