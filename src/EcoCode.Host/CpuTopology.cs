using System.Globalization;

namespace EcoCode.Host;

/// <summary>What the kernel tells of the processors: identity, how many are online, and which socket each belongs to.</summary>
public sealed record CpuTopology
{
    private const int Offline = -1;
    private const int Untold = -2;

    /// <summary><c>vendor_id</c> (GenuineIntel, AuthenticAMD), or <c>CPU implementer</c> on ARM (0x41); empty when not told.</summary>
    public string Vendor { get; init; } = "";

    /// <summary><c>cpu family</c>; 8 on 64-bit ARM.</summary>
    public string Family { get; init; } = "";

    /// <summary><c>model</c> in decimal, or <c>CPU part</c> on ARM (0xd0c).</summary>
    public string Model { get; init; } = "";

    /// <summary><c>stepping</c>; <c>null</c> when not told.</summary>
    public int? Stepping { get; init; }

    /// <summary><c>model name</c>, as printed; empty when the kernel or the hypervisor hides it.</summary>
    public string ModelName { get; init; } = "";

    /// <summary>Physical cores of each package; <c>null</c> when not told.</summary>
    public int? CoresPerSocket { get; init; }

    /// <summary>Hardware threads of each package; <c>null</c> when not told.</summary>
    public int? ThreadsPerSocket { get; init; }

    /// <summary>Whether a hypervisor shows itself in the CPU flags.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Socket (physical id) of each online processor by its number; -1 for numbers that are not online. Length: highest number + 1.</summary>
    public required IReadOnlyList<int> SocketOf { get; init; }

    /// <summary>How many processors are online; at least 1.</summary>
    public int Online => Math.Max(1, SocketOf.Count(socket => socket >= 0));

    /// <summary>The physical ids of the sockets, ascending; at least one.</summary>
    public IReadOnlyList<int> Sockets
    {
        get
        {
            int[] ids = [.. SocketOf.Where(socket => socket >= 0).Distinct().Order()];
            return ids.Length == 0 ? [0] : ids;
        }
    }

    /// <summary>Reads /proc/cpuinfo, and the socket of each processor from /sys where cpuinfo does not tell it (ARM).</summary>
    /// <remarks>Whatever is not told stays empty; with neither file there is one processor on one socket.</remarks>
    public static CpuTopology Read(PseudoFs sys, PseudoFs proc)
    {
        ArgumentNullException.ThrowIfNull(sys);
        ArgumentNullException.ThrowIfNull(proc);
        proc.TryReadText("cpuinfo", out string text);
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        var sockets = new List<int>();
        int processor = -1;
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            string key = line[..colon].Trim(), value = line[(colon + 1)..].Trim();
            if (key.Length > 0) first.TryAdd(key, value);
            if (key == "processor" && Number(value) is { } number && number < 1 << 16) Place(sockets, processor = number);
            else if (key == "physical id" && processor >= 0 && Number(value) is { } socket) sockets[processor] = socket;
        }

        for (int number = 0; number < sockets.Count; number++)
        {
            if (sockets[number] == Untold) sockets[number] = SocketIn(sys, number) ?? 0;
        }

        if (sockets.Count == 0) sockets.Add(0);
        string Of(string key, string arm = "") => first.GetValueOrDefault(key) ?? first.GetValueOrDefault(arm) ?? "";
        return new CpuTopology
        {
            Vendor = Of("vendor_id", "CPU implementer"),
            Family = Of("cpu family", "CPU architecture"),
            Model = Of("model", "CPU part"),
            Stepping = Number(Of("stepping")),
            ModelName = Of("model name"),
            CoresPerSocket = Number(Of("cpu cores")),
            ThreadsPerSocket = Number(Of("siblings")),
            IsVirtual = $" {Of("flags")} ".Contains(" hypervisor ", StringComparison.Ordinal),
            SocketOf = sockets,
        };
    }

    private static void Place(List<int> sockets, int processor)
    {
        while (sockets.Count <= processor) sockets.Add(Offline);
        sockets[processor] = Untold;
    }

    private static int? SocketIn(PseudoFs sys, int processor)
        => sys.TryReadInteger($"devices/system/cpu/cpu{processor}/topology/physical_package_id", out long id) == ReadOutcome.Ok && id is >= 0 and < 1 << 16
            ? (int)id
            : null;

    private static int? Number(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
