using System.Diagnostics.CodeAnalysis;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>A live process that is being followed: its row, and the open file that its figures come from.</summary>
/// <remarks>A kept descriptor of /proc/pid/stat belongs to the process, not to the pid: once that has ended it reads as gone, even if the pid is used again.</remarks>
internal sealed class Member
{
    /// <summary>For so long a process is looked at in full whenever it has run: who is new is about to change its name, and may end soon.</summary>
    private const long NewMilliseconds = 1000;

    private readonly ReadPidClock _readClock;
    private readonly byte[] _comm = new byte[64];
    private int _commLength;
    private PseudoFile? _file;
    private TimeSpan _sampled;
    private TimeSpan _clock;
    private TimeSpan _clockAtLook;
    private long _lookedAt;
    private long? _found;
    private TimeSpan _ownBefore;
    private TimeSpan _waitedBefore;

    private Member(TreeProcess row, int group, ReadPidClock readClock) => (Row, Group, _readClock) = (row, group, readClock);

    internal TreeProcess Row { get; }

    /// <summary>The parent at the last look: another than <see cref="TreeProcess.Parent"/> once that has ended.</summary>
    internal int Parent => Row.ParentNow;

    /// <summary>CPU time of the children that it waited for before the watch began.</summary>
    internal TimeSpan WaitedBefore => _waitedBefore;

    /// <summary>Whether it is a thread of the kernel.</summary>
    internal bool IsKernelThread { get; private set; }

    /// <summary>Whether it had ended at the last look, though nobody had waited for it yet.</summary>
    internal bool IsZombie { get; private set; }

    /// <summary>The process group at the first look.</summary>
    internal int Group { get; }

    /// <summary>Looks at a process, and keeps nothing open: most turn out to be strangers. False when there is none.</summary>
    internal static bool TryFind(PseudoFs proc, int pid, [NotNullWhen(true)] out Member? member, ReadPidClock? clock = null)
    {
        member = null;
        if (PseudoFile.TryOpen(PathOf(proc, pid), out PseudoFile? file) != ReadOutcome.Ok || file is null) return false;
        using (file)
        {
            Span<byte> line = stackalloc byte[ProcStat.MaxLength];
            if (file.TryRead(line, 0, out int length) != ReadOutcome.Ok || !ProcStat.TryParse(line[..length], out ProcStat stat)) return false;
            member = new Member(new TreeProcess(new ProcessKey(pid, stat.Started), stat.Parent, ProcStat.NameIn(line[..length])), stat.Group, clock ?? PidClock.TryRead);
            member.Take(line[..length], stat);
            return true;
        }
    }

    /// <summary>When it was last looked at in full, ms.</summary>
    internal long LookedAt => _lookedAt;

    /// <summary>Keeps its file open from here on. False when it has ended meanwhile.</summary>
    internal bool Open(PseudoFs proc) => PseudoFile.TryOpen(PathOf(proc, Row.Key.Pid), out _file) == ReadOutcome.Ok;

    /// <summary>Begins to count: from zero for a process that the tree has made, from now for one that was there before.</summary>
    internal void Start(bool attaching)
    {
        Row.Own = _readClock(Row.Key.Pid, out TimeSpan own) ? own : _sampled;
        if (!attaching) return;
        (_ownBefore, _waitedBefore) = (Row.Own, Row.WaitedFor);
        (Row.Before, Row.Own, Row.WaitedFor) = (Row.Own, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Brings the row up to date; marks it exited when the process is no more.</summary>
    /// <param name="proc">The /proc.</param>
    /// <param name="now">Monotonic time, ms.</param>
    /// <param name="lookEvery">A process that runs on is looked at in full at most so often, ms; until then only its CPU time is brought up to date.</param>
    /// <param name="look">True to look at it in full though it may not have run.</param>
    internal void Refresh(PseudoFs proc, long now, long lookEvery, bool look = false)
    {
        if (Row.Exited) return;

        // Who has not run since has changed nothing that is read here, but for memory that was taken from it; and whoever else has
        // the pid by now does not have the same time to 100 ns. For most processes of a tree that is all, at a sixth of the cost of stat.
        bool told = _readClock(Row.Key.Pid, out TimeSpan clock);
        if (told && clock == _clockAtLook && !look) return;
        bool isNew = now - (_found ??= now) < NewMilliseconds;
        if (told && clock >= _clock && !isNew && !look && now - _lookedAt < lookEvery)
        {
            Count(clock);
            return;
        }

        Span<byte> line = stackalloc byte[ProcStat.MaxLength];
        bool kept = _file is not null;
        PseudoFile? file = _file;
        if (file is null && PseudoFile.TryOpen(PathOf(proc, Row.Key.Pid), out file) != ReadOutcome.Ok) file = null;
        bool alive = file is not null
            && file.TryRead(line, 0, out int length) == ReadOutcome.Ok
            && ProcStat.TryParse(line[..length], out ProcStat stat)
            && stat.Started == Row.Key.Started
            && Take(line[..length], stat);
        if (!kept) file?.Dispose();
        if (!alive)
        {
            End(Row.Own);
            return;
        }

        // The process lived after its clock was read, so the clock was its own.
        (_clockAtLook, _lookedAt) = (clock, now);
        Count(told ? clock : _sampled);
    }

    /// <summary>Ends the row with the CPU time that it has had in all.</summary>
    internal void End(TimeSpan own)
    {
        Row.Own = Max(Row.Own, own);
        (Row.ResidentBytes, Row.State, Row.Exited) = (0, ProcessState.Ended, true);
    }

    /// <summary>Takes out what a child had used before the watch began: that comes in when the child is waited for.</summary>
    internal void ExcludeOf(Member child)
    {
        TimeSpan before = child._ownBefore + child._waitedBefore;
        _waitedBefore += before;
        Row.WaitedFor = Max(TimeSpan.Zero, Row.WaitedFor - before);
    }

    /// <summary>Gives the descriptor back. False when there is none.</summary>
    internal bool Close()
    {
        bool open = _file is not null;
        _file?.Dispose();
        _file = null;
        return open;
    }

    private void Count(TimeSpan clock)
    {
        _clock = clock;
        Row.Own = Max(Row.Own, clock - _ownBefore);
    }

    private bool Take(ReadOnlySpan<byte> line, in ProcStat stat)
    {
        (IsZombie, IsKernelThread, _sampled) = (stat.IsZombie, stat.IsKernelThread, stat.Own);
        (Row.ParentNow, Row.State, Row.Threads) = (stat.Parent, stat.State, stat.Threads);
        Row.WaitedFor = Max(Row.WaitedFor, stat.WaitedFor - _waitedBefore);
        Row.ResidentBytes = stat.ResidentPages * Environment.SystemPageSize;
        Row.Processor = stat.Processor;

        // comm changes at exec and by prctl; the text is made anew only then.
        ReadOnlySpan<byte> comm = line[(line.IndexOf((byte)'(') + 1)..line.LastIndexOf((byte)')')];
        if (comm.Length > _comm.Length || comm.SequenceEqual(_comm.AsSpan(0, _commLength))) return true;
        comm.CopyTo(_comm);
        _commLength = comm.Length;
        Row.Name = ProcStat.NameIn(line);
        return true;
    }

    private static string PathOf(PseudoFs proc, int pid) => proc.PathOf(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pid}/stat"));

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
