using System.Buffers.Text;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>CPU time of the host by /proc/stat: what was not idle.</summary>
/// <remarks>
/// A tickless kernel (CONFIG_NO_HZ_COMMON, all distributions') counts idle time by the clock, so processors × time − idle − iowait −
/// steal agrees with the scheduler's account to 1 %; it is 6 % above it where processes sleep and wake every 100 µs, by what the kernel
/// does around idle (docs/attribution.md). On a kernel that samples idle time as well it is as coarse as its sampled times.
/// </remarks>
internal sealed class StatCpu : IMachineCpu
{
    /// <summary>2,788 years of CPU time, of all processors together; eight columns of it still add up without overflow.</summary>
    private const long MostClockTicks = 1L << 43;

    private readonly PseudoFile? _file;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly int[] _index;
    private readonly int[] _processors;
    private readonly TimeSpan[] _idleStart;
    private readonly byte[] _buffer;

    internal StatCpu(PseudoFs proc, CpuTopology topology, TimeProvider time)
    {
        _time = time;
        Sockets = topology.Sockets;
        Processors = topology.Online;
        int[] sockets = [.. Sockets];
        _index = [.. topology.SocketOf.Select(socket => Array.IndexOf(sockets, socket))];
        _processors = [.. sockets.Select(socket => Math.Max(1, topology.SocketOf.Count(of => of == socket)))];
        _idleStart = new TimeSpan[sockets.Length];

        // One line for all, or one for each processor as well: "cpu" and a number, ten numbers of at most 20 digits.
        _buffer = new byte[sockets.Length == 1 ? 256 : 256 * (topology.SocketOf.Count + 1)];
        if (PseudoFile.TryOpen(proc.PathOf("stat"), out _file) != ReadOutcome.Ok) _file = null;
        _start = time.GetTimestamp();
        Span<TimeSpan> busy = stackalloc TimeSpan[sockets.Length];
        _ = TryReadColumns(_idleStart, busy);
        foreach (TimeSpan socket in busy) SinceBoot += socket;
    }

    public string Method => "idle";

    public TimeSpan Grain => TimeSpan.FromMilliseconds(10);

    public double Processors { get; }

    public IReadOnlyList<int> Sockets { get; }

    /// <summary>Sampled busy time since boot at the moment of opening; for a plausibility check of other accounts only.</summary>
    internal TimeSpan SinceBoot { get; }

    public bool TryRead(Span<TimeSpan> bySocket)
    {
        Span<TimeSpan> idle = stackalloc TimeSpan[Sockets.Count];
        Span<TimeSpan> sampled = stackalloc TimeSpan[Sockets.Count];
        TimeSpan elapsed = _time.GetElapsedTime(_start);
        if (!TryReadColumns(idle, sampled)) return false;
        for (int i = 0; i < bySocket.Length; i++)
        {
            TimeSpan busy = (elapsed * _processors[i]) - (idle[i] - _idleStart[i]);
            bySocket[i] = busy > TimeSpan.Zero ? busy : TimeSpan.Zero;
        }

        return true;
    }

    /// <summary>Idle + iowait + steal, and user + nice + system + irq + softirq, since boot.</summary>
    private bool TryReadColumns(Span<TimeSpan> idle, Span<TimeSpan> busy)
    {
        idle.Clear();
        busy.Clear();
        if (_file is null || _file.TryRead(_buffer, 0, out int length) != ReadOutcome.Ok) return false;
        ReadOnlySpan<byte> text = _buffer.AsSpan(0, length);
        bool whole = Sockets.Count == 1, any = false;
        while (text.StartsWith("cpu"u8))
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            bool sum = line.StartsWith("cpu "u8);
            if (sum != whole) continue;
            int socket = 0;
            line = line[3..];
            if (!sum)
            {
                if (!Utf8Parser.TryParse(line, out int processor, out int used) || processor < 0 || processor >= _index.Length) continue;
                line = line[used..];
                socket = _index[processor];
            }

            if (socket < 0 || !TryReadLine(line, out TimeSpan idleTime, out TimeSpan busyTime)) continue;
            idle[socket] += idleTime;
            busy[socket] += busyTime;
            any = true;
            if (whole) break;
        }

        return any;
    }

    private static bool TryReadLine(ReadOnlySpan<byte> line, out TimeSpan idle, out TimeSpan busy)
    {
        long idleTicks = 0, busyTicks = 0;
        idle = busy = default;
        for (int column = 0; column < 8; column++)
        {
            line = line.TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(line, out long ticks, out int used) || ticks is < 0 or > MostClockTicks) return false;
            line = line[used..];

            // user nice system idle iowait irq softirq steal: proc_stat(5).
            if (column is 3 or 4 or 7) idleTicks += ticks;
            else busyTicks += ticks;
        }

        idle = TimeSpan.FromTicks(idleTicks * ProcStat.TicksPerClockTick);
        busy = TimeSpan.FromTicks(busyTicks * ProcStat.TicksPerClockTick);
        return true;
    }
}
