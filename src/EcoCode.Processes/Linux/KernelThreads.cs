using System.Globalization;
using EcoCode.Host;
using EcoCode.Processes.Grouping;

namespace EcoCode.Processes.Linux;

/// <summary>All threads of the kernel, followed as one process: there are some for each processor, they come and go, and nobody started them.</summary>
internal sealed class KernelThreads(PseudoFs proc, ReadPidClock clock)
{
    /// <summary>The pid of kthreadd, the parent of all others, in the first PID namespace of any boot.</summary>
    private const int Kthreadd = 2;

    /// <summary>How many are looked at in full at one scan, in turn, whether the pid is still theirs.</summary>
    private const int Verified = 8;

    private readonly List<Thread> _threads = [];
    private int _next;

    /// <summary>Their row; <c>null</c> until one was seen, as in a container.</summary>
    internal TreeProcess? Row { get; private set; }

    /// <summary>Follows another one.</summary>
    /// <param name="found">What the first look at it told.</param>
    /// <param name="attaching">Whether it was there before the watch began.</param>
    internal void Add(TreeProcess found, bool attaching)
    {
        Row ??= new TreeProcess(new ProcessKey(Kthreadd, found.Key.Pid == Kthreadd ? found.Key.Started : 0), 0, "[kernel]")
        {
            UserId = 0,
            User = "root",
            State = ProcessState.Sleeping,
            Group = new ProcessGroup { Cgroup = "/" },
        };
        if (attaching) Row.Before += found.Before;
        else Row.Own += found.Own;
        _threads.Add(new Thread(found.Key, found.Before + found.Own));
        Row.Threads = _threads.Count;
    }

    /// <summary>Brings the row up to date.</summary>
    /// <param name="ended">Gets the pid of each that is no more.</param>
    internal void Scan(Action<int> ended)
    {
        if (Row is not { } row) return;
        TimeSpan before = row.Own;
        int verify = _threads.Count == 0 ? 0 : _next % _threads.Count;
        _next = verify + Verified;
        for (int i = _threads.Count - 1; i >= 0; i--)
        {
            Thread thread = _threads[i];
            bool alive = clock(thread.Key.Pid, out TimeSpan counted) || TryLook(thread.Key, out counted);
            if (alive && i >= verify && i < verify + Verified) alive = TryLook(thread.Key, out _);
            if (alive && counted >= thread.Counted)
            {
                row.Own += counted - thread.Counted;
                _threads[i] = thread with { Counted = counted };
                continue;
            }

            _threads.RemoveAt(i);
            ended(thread.Key.Pid);
        }

        row.Threads = _threads.Count;
        row.State = row.Own > before ? ProcessState.Running : ProcessState.Sleeping;
    }

    private bool TryLook(ProcessKey key, out TimeSpan sampled)
    {
        sampled = default;
        if (PseudoFile.TryOpen(proc.PathOf(string.Create(CultureInfo.InvariantCulture, $"{key.Pid}/stat")), out PseudoFile? file) != ReadOutcome.Ok || file is null) return false;
        using (file)
        {
            Span<byte> line = stackalloc byte[ProcStat.MaxLength];
            if (file.TryRead(line, 0, out int length) != ReadOutcome.Ok || !ProcStat.TryParse(line[..length], out ProcStat stat)) return false;
            sampled = stat.Own;
            return stat.IsKernelThread && stat.Started == key.Started;
        }
    }

    private readonly record struct Thread(ProcessKey Key, TimeSpan Counted);
}
