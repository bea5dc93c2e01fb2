using System.Runtime.InteropServices;
using EcoCode.Host;
using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>A tree of processes, followed by scans of /proc: who belongs to it, and how much CPU time each and all have used.</summary>
/// <remarks>
/// A scan reads the clock of the whole and what was reaped first, then members parents first, then looks for new ones. In that order a process that ends
/// in the middle of a scan is missed once and found in its parent's or the reaper's sum at the next scan; it is never counted twice.
/// The total is therefore a lower bound at every moment, and exact once all have ended.
/// </remarks>
public sealed class ProcessTree : IProcessTree, IDisposable
{
    /// <summary>After a longer pause, a stranger's pid may have been used again by the tree. Far less than any machine takes to use up 32,768 pids, the smallest range.</summary>
    private const long StrangersKeptMilliseconds = 2000;

    /// <summary>
    /// A perf clock runs on while a hypervisor or an interrupt has the processor, which the scheduler does not charge: up to 4 % too much was
    /// seen on a busy host. So it is believed only when it has far more than the waits, which is when nobody waits for children.
    /// </summary>
    private const double FromHereOnAClockKnowsMore = 1.05;

    /// <summary>A checkpoint that is restored (CRIU) makes processes at pids of its choice, which the cursor does not show.</summary>
    private const long LongestUnlistedMilliseconds = 10_000;

    /// <summary>How old the memory, name and parent of a process may be where nothing but they depend on a look at it.</summary>
    private const long LookEveryMilliseconds = 2000;

    private readonly PseudoFs _proc;
    private readonly long _lookEvery;
    private readonly Func<int, bool> _foreignGroup;
    private readonly Reaper? _reaper;
    private readonly ITreeClock? _clock;
    private readonly PidListing? _listing;
    private readonly PidCursor _cursor;
    private readonly Dictionary<int, Known> _known = [];
    private readonly List<Member> _live = [];
    private readonly List<TreeProcess> _all = [];
    private readonly List<Member?> _candidates = [];
    private readonly int _descriptorsLeft;
    private int _descriptors;
    private int _generation;
    private TimeSpan _ended;
    private TimeSpan _seen;
    private TimeSpan _left;
    private TimeSpan _waited;
    private TimeSpan _unseen;
    private TimeSpan _forgotten;
    private long _lastListing;
    private bool _attaching;

    private ProcessTree(PseudoFs proc, Reaper? reaper, Func<int, bool>? foreignGroup, bool socketsMatter)
    {
        (_proc, _reaper, _clock) = (proc, reaper, reaper?.Clock);

        // Where the clock of the whole does not know it all, the children that a process waited for must be asked for; and so must its socket.
        _lookEvery = _clock?.Replaces == true && !socketsMatter ? LookEveryMilliseconds : 0;
        _foreignGroup = foreignGroup ?? (_ => false);
        SeesPids = reaper is null || (PidSpace.Self(proc) ?? Environment.ProcessId) == Environment.ProcessId;
        _listing = SeesPids ? PidListing.Open(proc.Root) : null;
        _cursor = new PidCursor(proc);

        // Half of what may be open stays free for the rest of the program; members beyond are opened at every scan.
        _descriptorsLeft = (int)Math.Min(DescriptorLimit.Soft / 2, 4096);
    }

    /// <inheritdoc/>
    public string Method => _clock?.Replaces == true ? _clock.Name : _reaper is null ? "clocks" : _clock is null ? "wait4" : $"wait4+{_clock.Name}";

    /// <summary>
    /// False where a command is measured and /proc is that of another PID namespace, in which its pids are other processes': then nobody is looked up there,
    /// and the clock of the whole and the waits alone tell of the tree.
    /// </summary>
    public bool SeesPids { get; }

    /// <inheritdoc/>
    public TimeSpan CpuTime { get; private set; }

    /// <inheritdoc/>
    public TimeSpan Unseen => _unseen + _forgotten;

    /// <inheritdoc/>
    public IReadOnlyList<TreeProcess> Processes => _all;

    /// <inheritdoc/>
    public int Live { get; private set; }

    /// <summary>The tree of a command that the reaper starts: its child, and whatever is handed to this process as subreaper.</summary>
    /// <param name="proc">The /proc of this PID namespace.</param>
    /// <param name="reaper">Starts and waits for the command.</param>
    /// <param name="foreignGroup">Tells process groups of children that are EcoCode's own and not the command's.</param>
    /// <param name="socketsMatter">Whether it makes a difference on which processor a process runs.</param>
    public static ProcessTree OfCommand(PseudoFs proc, Reaper reaper, Func<int, bool>? foreignGroup = null, bool socketsMatter = true)
        => new(proc, reaper, foreignGroup, socketsMatter);

    /// <summary>The trees below running processes; their CPU time counts from now on.</summary>
    public static ProcessTree OfRunning(PseudoFs proc, IReadOnlyList<int> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var tree = new ProcessTree(proc, null, null, socketsMatter: true) { _attaching = true };

        // A root below another one is found by the scan, after its parents; unless that other one ends just now.
        foreach (int root in roots.Where(root => !tree.IsBelowAny(root, roots))) tree.Add(root);
        tree.Scan();
        foreach (int root in roots) tree.Add(root);
        tree._attaching = false;
        return tree;
    }

    /// <summary>Makes a running process a root of the tree. False when there is no such process, or none can be seen.</summary>
    public bool Add(int pid)
    {
        if (!SeesPids) return false;
        if (_known.TryGetValue(pid, out Known known) && known.Member is not null) return true;
        return Member.TryFind(_proc, pid, out Member? member) && Join(member);
    }

    /// <inheritdoc/>
    public void Scan()
    {
        // What the clock of the whole has beyond what is then seen alive has ended: whoever lives on is found below, after it was read.
        TimeSpan whole = _clock is not null && _clock.TryRead(out TimeSpan counted) ? counted : TimeSpan.Zero;
        TimeSpan sum = _reaper is null ? TimeSpan.Zero : TakeReaped();
        long now = Environment.TickCount64;
        foreach (Member member in _live) member.Refresh(_proc, now, _lookEvery);
        for (int i = _live.Count - 1; i >= 0; i--)
        {
            if (_live[i].Row.Exited) Leave(i);
        }

        Discover();
        (Live, _seen, sum) = (0, _ended, sum + _left);
        foreach (Member member in _live)
        {
            if (!member.IsZombie) Live++;
            _seen += member.Row.Own;
            sum += member.Row.Own + member.Row.WaitedFor;
        }

        Settle(sum, whole);
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

    /// <summary>Takes the greatest of what is known: waits and perf each miss something, and the waits only while it happens.</summary>
    private void Settle(TimeSpan sum, TimeSpan whole)
    {
        // Whatever is unseen has ended, so that no later scan will see it, and it stays.
        _waited = Max(_waited, sum - _seen);
        _unseen = Max(_unseen, _waited);
        if (_clock is not null && (_clock.Replaces || whole > (_seen + _waited) * FromHereOnAClockKnowsMore)) _unseen = Max(_unseen, whole - _seen);
        CpuTime = _seen + _unseen;
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private bool IsBelowAny(int pid, IReadOnlyList<int> roots)
    {
        while (Member.TryFind(_proc, pid, out Member? member))
        {
            pid = member.Parent;
            if (roots.Contains(pid)) return true;
        }

        return false;
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

            // A stranger that the last listing did not have has ended, and its pid is another's now.
            bool same = exists && (known.Member is not null || known.Generation == _generation - 1);
            known.Generation = _generation;

            // EcoCode itself is on the bill of other processes, even when one of its ancestors is watched.
            if (same || pid == Environment.ProcessId) continue;
            if (Member.TryFind(_proc, pid, out Member? member)) _candidates.Add(member);
        }

        // A child can be listed before its parent when pids have wrapped around, so go on until nobody joins.
        bool joined = true;
        while (joined)
        {
            joined = false;
            for (int i = 0; i < _candidates.Count; i++)
            {
                if (_candidates[i] is not { } member || !Belongs(member)) continue;
                _candidates[i] = null;
                joined |= Join(member);
            }
        }

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
        if (_descriptors < _descriptorsLeft && member.Open(_proc)) _descriptors++;
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

        // Whoever waits for it has its time from here on; a parent that has ended since the last scan has handed it on to its own.
        // If nobody in the tree lives on to have it, it is kept here.
        if (_reaper is not null) return;
        Member? heir = member;
        while (heir is { Row.Exited: true }) heir = _known.TryGetValue(heir.Parent, out Known parent) ? parent.Member : null;
        if (heir is null) _left += member.Row.Own + member.Row.WaitedFor;
        else heir.ExcludeOf(member);
    }

    /// <summary>Forgets strangers, all or those of earlier generations, so that a machine full of short processes does not fill the memory.</summary>
    private void PurgeStrangers(int? generation)
    {
        foreach ((int pid, Known known) in _known)
        {
            if (known.Member is null && known.Generation != generation) _known.Remove(pid);
        }
    }

    private struct Known
    {
        internal Member? Member;
        internal int Generation;
    }
}
