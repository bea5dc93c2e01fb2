using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Sensors;

/// <summary>Finds out which process here is meant by a pid that a GPU's driver tells, in a container, where the host has other pids.</summary>
/// <remarks>
/// The host's /proc, mounted into the container, tells of each process the pids that it has in the namespaces inside (<c>NSpid</c> in status, Linux 4.1).
/// That a process there is one here is believed only if both began at the same clock tick, since other containers have the same pids.
/// </remarks>
public sealed class DriverPids
{
    /// <summary>What the link /proc/self/ns/pid says in the first PID namespace, the same on every Linux (PROC_PID_INIT_INO, 0xEFFFFFFC, of proc_ns.h).</summary>
    private const string FirstNamespace = "pid:[4026531836]";

    /// <summary>Fields of /proc/pid/stat between the name's end and the start time, which is the 22nd.</summary>
    private const int StartAfterName = 19;

    private readonly PseudoFs _host;
    private readonly PseudoFs _own;
    private readonly int _depth;

    private DriverPids(PseudoFs host, PseudoFs own, bool areHosts, int depth) => (_host, _own, AreHosts, _depth) = (host, own, areHosts, depth);

    /// <summary>Whether processes have the pids here that they have on the host. A /proc that does not tell its namespace is taken to.</summary>
    public bool AreHosts { get; }

    /// <summary>Whether pids of the host can be told apart here: they are the same, or the host's /proc is there.</summary>
    public bool CanTell => AreHosts || _depth > 0;

    /// <summary>Looks how pids here and on the host relate.</summary>
    /// <param name="hostProc">The host's /proc, if it was mounted; else this one.</param>
    /// <param name="ownProc">The /proc of this process.</param>
    public static DriverPids Find(PseudoFs hostProc, PseudoFs ownProc)
    {
        ArgumentNullException.ThrowIfNull(hostProc);
        ArgumentNullException.ThrowIfNull(ownProc);
        if (ownProc.LinkText("self/ns/pid") is null or FirstNamespace) return new DriverPids(hostProc, ownProc, areHosts: true, 0);

        // The second process of a machine is the kernel's mother of threads, and of no container.
        bool whole = hostProc.TryReadText("2/status", out string second) == ReadOutcome.Ok && Line(second, "Name:").Trim() == "kthreadd";
        int[] own = whole && int.TryParse(hostProc.LinkText("self"), NumberStyles.None, CultureInfo.InvariantCulture, out int self) ? Nested(hostProc, self) : [];
        return new DriverPids(hostProc, ownProc, areHosts: false, Math.Max(0, own.Length - 1));
    }

    /// <summary>The pid here of one on the host; minus that one for a process that is not here, so that it is nobody's here.</summary>
    public int OfHost(int pid)
    {
        if (AreHosts) return pid;
        if (_depth == 0) return -pid;
        int[] pids = Nested(_host, pid);
        return pids.Length > _depth && Start(_host, pid) is { } start && Start(_own, pids[_depth]) == start ? pids[_depth] : -pid;
    }

    /// <summary>
    /// The pid here of one that NVIDIA's driver tells: older ones tell the host's, newer ones (os_find_ns_pid of their kernel module) that of the asker's
    /// namespace. So it is believed to be of a process that has the driver's device open.
    /// </summary>
    public int OfNvidia(int pid)
    {
        if (AreHosts) return pid;
        int own = OfHost(pid);
        return own > 0 && HasDevice(own) ? own : HasDevice(pid) ? pid : -pid;
    }

    private bool HasDevice(int pid)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"{pid}/fd");
        return _own.Names(folder).Any(file => _own.LinkText($"{folder}/{file}") is { } target
            && (target.StartsWith("/dev/nvidia", StringComparison.Ordinal) || target == "/dev/dxg"));
    }

    /// <summary>The pids that a process has in the namespaces from the outermost in.</summary>
    private static int[] Nested(PseudoFs proc, int pid)
    {
        if (proc.TryReadText(string.Create(CultureInfo.InvariantCulture, $"{pid}/status"), out string status) != ReadOutcome.Ok) return [];
        string[] words = Line(status, "NSpid:").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(words, word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? Array.ConvertAll(words, word => int.Parse(word, CultureInfo.InvariantCulture))
            : [];
    }

    private static string Line(string text, string begin)
        => Array.Find(text.Split('\n'), line => line.StartsWith(begin, StringComparison.Ordinal))?[begin.Length..] ?? "";

    /// <summary>When a process began, in clock ticks since the machine did.</summary>
    private static string? Start(PseudoFs proc, int pid)
    {
        if (proc.TryReadText(string.Create(CultureInfo.InvariantCulture, $"{pid}/stat"), out string stat) != ReadOutcome.Ok) return null;

        // The name is in parentheses and may have some, and blanks, itself.
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StartAfterName ? fields[StartAfterName] : null;
    }
}
