using System.Buffers.Text;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>CPU time of the root of the version 1 cpuacct hierarchy: the exact sum of all tasks.</summary>
/// <remarks>The root of version 2 is no such thing: its cpu.stat is made of the sampled times of /proc/stat.</remarks>
internal sealed class CgroupRootCpu : IMachineCpu
{
    private readonly PseudoFile _file;
    private readonly IReadOnlyList<int> _socketOf;
    private readonly int[] _index;
    private readonly byte[] _buffer;

    private CgroupRootCpu(PseudoFile file, CpuTopology topology)
    {
        _file = file;
        _socketOf = topology.SocketOf;
        Sockets = topology.Sockets;
        Processors = topology.Online;
        _index = [.. _socketOf.Select(socket => Sockets.Count > 1 ? IndexOf(Sockets, socket) : 0)];
        _buffer = new byte[Math.Max(64, _socketOf.Count * 21)];
    }

    public string Method => "cgroup";

    public TimeSpan Grain => TimeSpan.FromMicroseconds(1);

    public double Processors { get; }

    public IReadOnlyList<int> Sockets { get; }

    /// <summary>Opens the root's account, if the mount shows the real root: its time since boot must agree with the other account of the host.</summary>
    internal static CgroupRootCpu? TryOpen(PseudoFs sys, CpuTopology topology, StatCpu other)
    {
        string file = topology.Sockets.Count > 1 ? "cpuacct.usage_percpu" : "cpuacct.usage";
        foreach (string mount in (ReadOnlySpan<string>)["cpuacct", "cpu,cpuacct"])
        {
            if (PseudoFile.TryOpen(sys.PathOf($"fs/cgroup/{mount}/{file}"), out PseudoFile? open) != ReadOutcome.Ok || open is null) continue;
            var cpu = new CgroupRootCpu(open, topology);
            Span<TimeSpan> times = new TimeSpan[topology.Sockets.Count];
            if (cpu.TryRead(times) && Sum(times) is { Ticks: > 0 } usage && other.SinceBoot is { Ticks: > 0 } busy && Math.Abs((usage / busy) - 1) < 0.25) return cpu;
            open.Dispose();
        }

        return null;
    }

    public bool TryRead(Span<TimeSpan> bySocket)
    {
        bySocket.Clear();
        if (_file.TryRead(_buffer, 0, out int length) != ReadOutcome.Ok) return false;
        ReadOnlySpan<byte> text = _buffer.AsSpan(0, length);
        for (int processor = 0; processor < _index.Length; processor++)
        {
            text = text.TrimStart(" \n"u8);
            if (!Utf8Parser.TryParse(text, out long nanoseconds, out int used)) return processor > 0;
            text = text[used..];
            if (_index[processor] >= 0) bySocket[_index[processor]] += new TimeSpan(nanoseconds / 100);
        }

        return true;
    }

    private static int IndexOf(IReadOnlyList<int> sockets, int socket)
    {
        for (int i = 0; i < sockets.Count; i++)
        {
            if (sockets[i] == socket) return i;
        }

        return -1;
    }

    private static TimeSpan Sum(ReadOnlySpan<TimeSpan> times)
    {
        TimeSpan sum = default;
        foreach (TimeSpan time in times) sum += time;
        return sum;
    }
}
