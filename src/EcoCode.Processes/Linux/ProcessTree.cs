using System.Runtime.InteropServices;
using EcoCode.Host;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>A tree of processes, followed by scans of /proc: who belongs to it, and how much CPU time each and all have used.</summary>
/// <remarks>
/// A scan reads what was reaped first, then members parents first, then looks for new ones. In that order a process that ends
/// in the middle of a scan is missed once and found in its parent's or the reaper's sum at the next scan; it is never counted twice.
/// The total is therefore a lower bound at every moment, and exact once all have ended.
/// </remarks>
public sealed class ProcessTree : IProcessTree, IDisposable
{
    /// <summary>After a longer pause, a stranger's pid may have been used again by the tree. Far less than any machine takes to use up 32,768 pids, the smallest range.</summary>
    private const long StrangersKeptMilliseconds = 2000;

    /// <summary>A checkpoint that is restored (CRIU) makes processes at pids of its choice, which the cursor does not show.</summary>
    private const long LongestUnlistedMilliseconds = 1000;

    private readonly PseudoFs _proc;
    private readonly Func<int, bool> _foreignGroup;
    private readonly Reaper? _reaper;
    private readonly ITreeClock? _clock;
    private readonly PidListing? _listing;
    private readonly PidCursor _cursor;
    private readonly Dictionary<int, Known> _known = [];
    private readonly List<Member> _live = [];
    private readonly List<TreeProcess> _all = [];
    private readonly List<Candidate> _candidates = [];
    private readonly int _descriptorsLeft;
    private int _descriptors;
    private int _generation;
    private TimeSpan _ended;
    private TimeSpan _left;
    private TimeSpan _unseen;
    private TimeSpan _forgotten;
    private long _lastListing;
    private bool _attaching;

    private ProcessTree(PseudoFs proc, Reaper? reaper, Func<int, bool>? foreignGroup)
    {
        (_proc, _reaper, _clock) = (proc, reaper, reaper?.Clock);
        _foreignGroup = foreignGroup ?? (_ => false);
        _listing = PidListing.Open(proc.Root);
        _cursor = new PidCursor(proc);

        // Half of what may be open stays free for the rest of the program; members beyond are opened at every scan.
        _descriptorsLeft = (int)Math.Min(DescriptorLimit.Soft / 2, 4096);
    }

    /// <inheritdoc/>
    public string Method => _clock?.Replaces == true ? _clock.Name : _reaper is null ? "clocks" : _clock is null ? "wait4" : $"wait4+{_clock.Name}";

    /// <inheritdoc/>
    public TimeSpan CpuTime { get; private set; }

    /// <inheritdoc/>
    public TimeSpan Unseen => _unseen + _forgotten;

    /// <inheritdoc/>
    public IReadOnlyList<TreeProcess> Processes => _all;

    /// <inheritdoc/>
    public int Live => _live.Count;

    /// <summary>The tree of a command that the reaper starts: its child, and whatever is handed to this process as subreaper.</summary>
    /// <param name="proc">The /proc of this PID namespace.</param>
    /// <param name="reaper">Starts and waits for the command.</param>
    /// <param name="foreignGroup">Tells process groups of children that are EcoCode's own and not the command's.</param>
    public static ProcessTree OfCommand(PseudoFs proc, Reaper reaper, Func<int, bool>? foreignGroup = null)
        => new(proc, reaper, foreignGroup);

    /// <summary>The trees below running processes; their CPU time counts from now on.</summary>
    public static ProcessTree OfRunning(PseudoFs proc, IReadOnlyList<int> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var tree = new ProcessTree(proc, null, null) { _attaching = true };
        foreach (int root in roots) tree.Add(root);
        tree.Scan();
        tree._attaching = false;
        return tree;
    }

    /// <summary>Makes a running process a root of the tree. False when there is no such process.</summary>
    public bool Add(int pid)
    {
        if (_known.TryGetValue(pid, out Known known) && known.Member is not null) return true;
        return Member.TryOpen(_proc, pid, out Member? member) && Join(member);
    }

    /// <inheritdoc/>
    public void Scan()
    {
        TimeSpan sum = _left + (_reaper is null ? TimeSpan.Zero : TakeReaped());
        TimeSpan seen = _ended;
        foreach (Member member in _live) member.Refresh(_proc);
        Discover();
        foreach (Member member in _live)
        {
            seen += member.Row.Own;
            if (!member.Row.Exited) sum += member.Row.Own + member.Row.WaitedFor;
        }

        for (int i = _live.Count - 1; i >= 0; i--)
        {
            if (_live[i].Row.Exited) Leave(i);
        }

        Settle(sum, seen);
    }

    /// <inheritdoc/>
    public void Forget(Predicate<TreeProcess> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        _all.RemoveAll(process =>
        {
            if (!process.Exited || !predicate(process)) return false;
            _forgotten += process.Own;
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Member member in _live) member.Close();
        _listing?.Dispose();
        _cursor.Dispose();
    }

    /// <summary>Takes the greatest of what is known: waits, perf and cgroups each miss something, and only while it happens.</summary>
    private void Settle(TimeSpan sum, TimeSpan seen)
    {
        if (_clock is not null && _clock.TryRead(out TimeSpan whole)) sum = _clock.Replaces || whole > sum ? whole : sum;
        if (sum - seen > _unseen) _unseen = sum - seen;
        CpuTime = seen + _unseen;
    }

    private TimeSpan TakeReaped()
    {
        while (_reaper!.TryTake(out ReapedChild child))
        {
            // The zombie's clock was read before it was reaped, so its own time is exact to the end.
            if (_known.TryGetValue(child.Pid, out Known known) && known.Member is { } member && !member.Row.Exited) member.End(child.Own);
        }

        return _reaper.CpuTime;
    }

    private void Discover()
    {
        // The cursor comes first: whoever is made during the listing moves it for the next one.
        long now = Environment.TickCount64;
        if (_listing is null || (!_cursor.HasMoved() && now - _lastListing < LongestUnlistedMilliseconds)) return;
        if (now - _lastListing > StrangersKeptMilliseconds) PurgeStrangers(generation: null);
        _lastListing = now;
        _generation++;
        _candidates.Clear();
        ReadOnlySpan<int> pids = _listing.Read();
        foreach (int pid in pids)
        {
            ref Known known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, pid, out bool exists);
            known.Generation = _generation;
            if (exists) continue;
            if (Member.TryOpen(_proc, pid, out Member? member)) _candidates.Add(new Candidate(member));
        }

        // A child can be listed before its parent when pids have wrapped around, so go on until nobody joins.
        bool joined = true;
        while (joined)
        {
            joined = false;
            for (int i = 0; i < _candidates.Count; i++)
            {
                if (_candidates[i].Member is not { } member || !Belongs(member)) continue;
                _candidates[i] = default;
                joined |= Join(member);
            }
        }

        foreach (Candidate candidate in _candidates) candidate.Member?.Close();
        if (_known.Count > (2 * pids.Length) + 64) PurgeStrangers(_generation);
    }

    private bool Belongs(Member member)
    {
        if (_reaper is not null && member.Parent == Environment.ProcessId) return !_foreignGroup(member.Group);
        return _known.TryGetValue(member.Parent, out Known known) && known.Member is not null;
    }

    private bool Join(Member member)
    {
        member.Start(_attaching);
        if (_descriptors < _descriptorsLeft) _descriptors++;
        else member.Close();
        _known[member.Row.Key.Pid] = new Known { Member = member, Generation = _generation };
        _live.Add(member);
        _all.Add(member.Row);
        return true;
    }

    private void Leave(int index)
    {
        Member member = _live[index];
        if (member.Close()) _descriptors--;
        _live.RemoveAt(index);
        _known.Remove(member.Row.Key.Pid);
        _ended += member.Row.Own;

        // Whoever waits for it has its time from here on. If nobody in the tree does, it is kept here.
        bool waited = _reaper is not null || (_known.TryGetValue(member.Row.Parent, out Known parent) && parent.Member is not null);
        if (!waited) _left += member.Row.Own + member.Row.WaitedFor;
    }

    /// <summary>Forgets strangers, all or those of earlier generations, so that a machine full of short processes does not fill the memory.</summary>
    private void PurgeStrangers(int? generation)
    {
        foreach ((int pid, Known known) in _known)
        {
            if (known.Member is null && known.Generation != generation) _known.Remove(pid);
        }
    }

    private readonly record struct Candidate(Member? Member);

    private struct Known
    {
        internal Member? Member;
        internal int Generation;
    }
}
