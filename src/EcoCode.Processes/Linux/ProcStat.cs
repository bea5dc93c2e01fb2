using System.Buffers.Text;
using System.Text;

namespace EcoCode.Processes.Linux;

/// <summary>What is read of /proc/pid/stat (proc_pid_stat(5)).</summary>
internal readonly record struct ProcStat
{
    /// <summary>Longest line that is read. comm has at most 64 bytes and there are 50 numbers of at most 20 digits.</summary>
    internal const int MaxLength = 1536;

    /// <summary>USER_HZ, the unit of all times in /proc, is 100 on every architecture that .NET runs on (include/asm-generic/param.h).</summary>
    internal const long TicksPerClockTick = TimeSpan.TicksPerSecond / 100;

    /// <summary>PF_KTHREAD of include/linux/sched.h.</summary>
    private const long KernelThread = 0x0020_0000;

    /// <summary>348 years of CPU time, and 2^40 pages: what is beyond is no figure, and what is below adds up without overflow.</summary>
    private const long MostClockTicks = 1L << 40, MostPages = 1L << 40;

    /// <summary>Whether it has ended and only waits to be waited for. A first thread that has ended alone is shown as a zombie too, but with the others counted.</summary>
    internal required bool IsZombie { get; init; }

    internal required ProcessState State { get; init; }

    /// <summary>Whether it is a thread of the kernel, which has no program.</summary>
    internal required bool IsKernelThread { get; init; }

    internal required int Threads { get; init; }

    /// <summary>utime + stime, sampled or scaled to clock ticks; the clock of a pid knows better where it can be had.</summary>
    internal required TimeSpan Own { get; init; }

    internal required int Parent { get; init; }

    internal required int Group { get; init; }

    /// <summary>cutime + cstime.</summary>
    internal required TimeSpan WaitedFor { get; init; }

    internal required long Started { get; init; }

    internal required long ResidentPages { get; init; }

    internal required int Processor { get; init; }

    /// <summary>Parses the whole line. False for anything that does not look like one.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> line, out ProcStat stat)
    {
        stat = default;

        // comm may hold spaces, newlines and parentheses ("((sd-pam))"), so cut at the last ')'.
        int open = line.IndexOf((byte)'('), close = line.LastIndexOf((byte)')');
        if (open < 0 || close < open || close + 4 > line.Length) return false;
        char state = (char)line[close + 2];
        var fields = new Fields(line[(close + 4)..]);
        if (!fields.Next(out long parent) || !fields.Next(out long group)) return false;

        // session tty_nr tpgid, flags, minflt cminflt majflt cmajflt, utime stime cutime cstime.
        if (!fields.Skip(3) || !fields.Next(out long flags) || !fields.Skip(4) || !fields.Next(out long utime) || !fields.Next(out long stime)) return false;
        if (!fields.Next(out long cutime) || !fields.Next(out long cstime)) return false;

        // priority nice num_threads itrealvalue, starttime, vsize, rss.
        if (!fields.Skip(2) || !fields.Next(out long threads) || !fields.Skip(1) || !fields.Next(out long started) || !fields.Skip(1) || !fields.Next(out long resident)) return false;

        // rsslim startcode endcode startstack kstkesp kstkeip signal blocked sigignore sigcatch wchan nswap cnswap exit_signal, processor.
        if (!fields.Skip(14) || !fields.Next(out long processor)) return false;
        if (parent is < 0 or > int.MaxValue || processor is < 0 or > int.MaxValue || cutime > MostClockTicks || cstime > MostClockTicks || utime > MostClockTicks || stime > MostClockTicks || resident > MostPages) return false;
        stat = new ProcStat
        {
            IsZombie = state == 'Z' && threads <= 1,
            State = StateOf(state),
            IsKernelThread = (flags & KernelThread) != 0,
            Threads = (int)Math.Clamp(threads, 0, int.MaxValue),
            Own = TimeSpan.FromTicks((Math.Max(0, utime) + Math.Max(0, stime)) * TicksPerClockTick),
            Parent = (int)parent,
            Group = (int)Math.Clamp(group, int.MinValue, int.MaxValue),
            WaitedFor = TimeSpan.FromTicks((Math.Max(0, cutime) + Math.Max(0, cstime)) * TicksPerClockTick),
            Started = started,
            ResidentPages = Math.Max(0, resident),
            Processor = (int)processor,
        };
        return true;
    }

    /// <summary>The comm between the outer parentheses, for people: control characters and undecodable bytes become U+FFFD.</summary>
    internal static string NameIn(ReadOnlySpan<byte> line)
    {
        int open = line.IndexOf((byte)'('), close = line.LastIndexOf((byte)')');
        if (open < 0 || close <= open) return "?";
        string comm = Encoding.UTF8.GetString(line[(open + 1)..close]);
        return comm.Any(char.IsControl) ? string.Concat(comm.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : comm;
    }

    private static ProcessState StateOf(char state) => state switch
    {
        'R' => ProcessState.Running,
        'S' or 'I' => ProcessState.Sleeping,
        'D' => ProcessState.Blocked,
        'T' or 't' => ProcessState.Stopped,
        'Z' => ProcessState.Zombie,
        'X' or 'x' => ProcessState.Ended,
        _ => ProcessState.Unknown,
    };

    /// <summary>Walks numbers that are separated by single spaces.</summary>
    private ref struct Fields(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> _rest = text;

        internal bool Skip(int count)
        {
            for (; count > 0; count--)
            {
                int space = _rest.IndexOf((byte)' ');
                if (space < 0) return false;
                _rest = _rest[(space + 1)..];
            }

            return true;
        }

        internal bool Next(out long value)
        {
            if (!Utf8Parser.TryParse(_rest, out value, out int used)) return false;
            if (used == _rest.Length) _rest = default;
            else if (_rest[used] is (byte)' ' or (byte)'\n') _rest = _rest[(used + 1)..];
            else return false;
            return true;
        }
    }
}
