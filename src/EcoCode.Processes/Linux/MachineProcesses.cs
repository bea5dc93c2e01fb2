using EcoCode.Host;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>All processes of a machine, followed by scans of /proc: at each one CPU time of everybody, and a full look at those that have run.</summary>
/// <remarks>
/// The machine's CPU time is read with them, after them. What it has beyond them was used by processes that nobody saw: those that
/// lived between two scans, the ends of those that ended, and hidden ones. Of the first two, parents that waited are told the sum, so that
/// they are charged with them, up to what there is; what nobody claims stays unseen.
/// </remarks>
public sealed class MachineProcesses : IMachineProcesses, IDisposable
{
    /// <summary>How old memory, state and parent of a process may be that does not run.</summary>
    private const long LookEveryMilliseconds = 30_000;

    /// <summary>
    /// How often memory and name of a process are read that runs on. Only who waits for children is looked at each time: what its children have used is
    /// in nothing else.
    /// </summary>
    private const long RunnerEveryMilliseconds = 3_000;

    /// <summary>Most programs that start others begin with it soon.</summary>
    private const long YoungMilliseconds = 10_000;

    /// <summary>So many pids at most are tried one by one, at 0.3 µs; a listing takes 1.3 µs for each process of the machine.</summary>
    private const int MostTried = 256;

    /// <summary>A checkpoint that is restored (CRIU) makes processes at pids of its choice, which the cursor does not show.</summary>
    private const long LongestUnlistedMilliseconds = 10_000;

    private readonly PseudoFs _proc;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ReadPidClock _clock;
    private readonly int _ownPid;
    private readonly Func<TimeSpan> _ownCpuTime;
    private readonly PidListing? _listing;
    private readonly PidCursor? _cursor;
    private readonly KernelThreads _kernel;
    private readonly ProcessDescriptions _descriptions;
    private readonly LevelCpu _cpu;
    private readonly Dictionary<int, Followed?> _known = [];
    private readonly List<Followed> _live = [];
    private readonly List<TreeProcess> _all = [];
    private readonly int[] _tried = new int[MostTried];
    private readonly Action<int> _kernelThreadEnded;
    private readonly int _descriptorsLeft;
    private int _descriptors;
    private TimeSpan _ended;
    private TimeSpan _shortLived;
    private TimeSpan _forgotten;
    private long _lastListing;
    private bool _begun;

    internal MachineProcesses(PseudoFs root, PseudoFs proc, IMachineCpu cpu, Func<TimeSpan> ownCpuTime, ReadPidClock? clock, int ownPid, TimeProvider time)
    {
        (_proc, _time, _ownCpuTime, _ownPid) = (proc, time, ownCpuTime, ownPid);
        _clock = clock ?? NoClock;
        _start = time.GetTimestamp();
        _listing = PidListing.Open(proc.Root);
        _cursor = clock is null ? null : new PidCursor(proc);
        _kernel = new KernelThreads(proc, _clock);
        _descriptions = new ProcessDescriptions(proc, new UserNames(root, time));
        _cpu = new LevelCpu(cpu);
        _kernelThreadEnded = pid => _known.Remove(pid);

        // Half of what may be open stays free for the rest of the program; members beyond are opened whenever they have run.
        _descriptorsLeft = (int)Math.Min(DescriptorLimit.Soft / 2, 4096);
        Sight = proc.TryReadText("1/stat", out _) == ReadOutcome.Ok ? ProcessSight.All : ProcessSight.OwnOnly;
    }

    /// <summary><c>clocks</c> where those of the pids can be read, <c>stat</c> where /proc is of another PID namespace.</summary>
    public string Method => _clock == NoClock ? "stat" : "clocks";

    /// <inheritdoc/>
    public TimeSpan CpuTime { get; private set; }

    /// <inheritdoc/>
    public TimeSpan Unseen => _forgotten;

    /// <inheritdoc/>
    public IReadOnlyList<TreeProcess> Processes => _all;

    /// <inheritdoc/>
    public int Live { get; private set; }

    /// <inheritdoc/>
    public ProcessSight Sight { get; }

    /// <inheritdoc/>
    public IMachineCpu Cpu => _cpu;

    /// <summary>All processes that a /proc shows; their CPU time counts from the first scan on.</summary>
    /// <param name="root">The root of the host, for its names of users.</param>
    /// <param name="proc">The /proc of the host, which may be that of another PID namespace.</param>
    /// <param name="cpu">CPU time of the machine.</param>
    /// <param name="time">The clock.</param>
    public static MachineProcesses Open(PseudoFs root, PseudoFs proc, IMachineCpu cpu, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(proc);
        ArgumentNullException.ThrowIfNull(time);
        int own = PidSpace.Self(proc) ?? 0;
        return new MachineProcesses(root, proc, cpu, () => OwnUse.CpuTime, SharesPids(proc, own) ? PidClock.TryRead : null, own, time);
    }

    /// <inheritdoc/>
    public void Scan()
    {
        long now = (long)_time.GetElapsedTime(_start).TotalMilliseconds;
        foreach (Followed process in _live)
        {
            process.Member.Refresh(_proc, now, process.Waits || now - process.FoundAt < YoungMilliseconds ? 0 : RunnerEveryMilliseconds, process.Orphaned || now - process.Member.LookedAt >= LookEveryMilliseconds);
            process.Orphaned = false;
        }

        Leave();
        _kernel.Scan(_kernelThreadEnded);
        Discover(now);
        Settle(now);
        _begun = true;
    }

    /// <inheritdoc/>
    public void Forget(Predicate<TreeProcess> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        _all.RemoveAll(process =>
        {
            if (!process.Exited || !predicate(process)) return false;
            _forgotten += process.CpuTime;
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Followed process in _live) process.Member.Close();
        _listing?.Dispose();
        _cursor?.Dispose();
    }

    /// <summary>Whether pids mean the same here and there: seen from an outer namespace, this process has more than one.</summary>
    private static bool SharesPids(PseudoFs proc, int own)
    {
        if (own != Environment.ProcessId || proc.TryReadText("self/status", out string status) != ReadOutcome.Ok) return false;
        int at = status.IndexOf("\nNSpid:\t", StringComparison.Ordinal);
        return at < 0 || !status[(at + 8)..].Split('\n', 2)[0].Contains('\t');
    }

    private static bool NoClock(int pid, out TimeSpan cpuTime)
    {
        cpuTime = default;
        return false;
    }

    private void Leave()
    {
        bool any = false;
        for (int i = _live.Count - 1; i >= 0; i--)
        {
            if (!_live[i].Row.Exited) continue;
            any = true;
            if (_live[i].Member.Close()) _descriptors--;
            _ended += _live[i].Row.Own;
            HeirOf(_live[i])?.Expect(_live[i].InAll);
        }

        if (!any) return;
        foreach (Followed process in _live)
        {
            if (process.Row.Exited) _known.Remove(process.Row.Key.Pid);
        }

        _live.RemoveAll(static process => process.Row.Exited);
        foreach (Followed process in _live) process.Orphaned = process.Row.ParentNow > 0 && process.Row.ParentNow != _ownPid && !_known.ContainsKey(process.Row.ParentNow);
    }

    /// <summary>Who waits for an ended process: its parent, or who waits for that if it has ended as well. Nobody who is known, if it was handed on.</summary>
    private Followed? HeirOf(Followed ended)
    {
        Followed? heir = ended;
        for (int generations = 0; heir is { Row.Exited: true } && generations < 64; generations++) heir = _known.GetValueOrDefault(heir.Row.ParentNow);
        return heir is { Row.Exited: true } ? null : heir;
    }

    private void Discover(long now)
    {
        // The cursor comes first: whoever is made during the listing moves it for the next one.
        bool moved = _cursor?.HasMoved() ?? true, listed = _begun && now - _lastListing < LongestUnlistedMilliseconds;
        if (_listing is null || (!moved && listed)) return;
        TimeSpan most = TimeSpan.FromMilliseconds(now - _lastListing + 100) * _cpu.Processors;
        if (!listed || !TryNew(out ReadOnlySpan<int> pids))
        {
            _lastListing = now;
            pids = _listing.Read();
        }

        foreach (int pid in pids)
        {
            if (pid == _ownPid || _known.ContainsKey(pid) || !Member.TryFind(_proc, pid, out Member? member, _clock)) continue;
            member.Start(attaching: !_begun);

            // Who has used more than there was since the last listing was there before, and could not be seen.
            if (member.Row.Own + member.Row.WaitedFor > most) member.Start(attaching: true);
            if (member.IsKernelThread)
            {
                bool first = _kernel.Row is null;
                _kernel.Add(member.Row, !_begun);
                _known.Add(pid, null);
                if (first) _all.Add(_kernel.Row!);
                continue;
            }

            if (_descriptors < _descriptorsLeft && member.Open(_proc)) _descriptors++;
            var process = new Followed(member, now);
            if (_known.GetValueOrDefault(member.Parent) is { } parent) parent.HasChildren = true;
            _known.Add(pid, process);
            _live.Add(process);
            _all.Add(member.Row);
        }
    }

    /// <summary>The processes among the pids that were given out since the last scan. False when there were too many, or that can't be told.</summary>
    private bool TryNew(out ReadOnlySpan<int> pids)
    {
        pids = default;
        if (_cursor?.Steps is not { } steps || steps > MostTried) return false;
        int count = 0;
        for (int pid = _cursor.Last - steps + 1; pid <= _cursor.Last; pid++)
        {
            // A thread has no such clock.
            if (_clock(pid, out _)) _tried[count++] = pid;
        }

        pids = _tried.AsSpan(0, count);
        return true;
    }

    private void Settle(long now)
    {
        Live = 0;
        TimeSpan sum = _ended + (_kernel.Row?.Own ?? TimeSpan.Zero);
        foreach (Followed process in _live)
        {
            if (!process.Member.IsZombie) Live++;
            sum += process.Row.Own;
            _descriptions.Describe(process, now);
        }

        if (_cpu.Take(sum + _shortLived + _ownCpuTime(), out TimeSpan beyond)) Grant(beyond);
        CpuTime = sum + _shortLived;
    }

    /// <summary>Gives parents what they claim for children that nobody saw: all of it if there is so much, else in proportion.</summary>
    private void Grant(TimeSpan beyond)
    {
        TimeSpan claims = TimeSpan.Zero;
        foreach (Followed process in _live) claims += process.Claim();
        if (claims == TimeSpan.Zero || beyond == TimeSpan.Zero) return;
        double part = Math.Min(1, beyond / claims);
        TimeSpan granted = TimeSpan.Zero;
        foreach (Followed process in _live)
        {
            if (process.Claimed == TimeSpan.Zero) continue;
            TimeSpan share = new((long)(process.Claimed.Ticks * part));
            process.Row.ShortLived += share;
            granted += share;
        }

        _shortLived += granted;
        _cpu.Find(granted);
    }
}
