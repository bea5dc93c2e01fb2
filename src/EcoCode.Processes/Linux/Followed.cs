namespace EcoCode.Processes.Linux;

/// <summary>A process of the machine that is followed, and what its parent's sum of children is to be compared with.</summary>
/// <param name="member">The process.</param>
/// <param name="found">When it was found, ms.</param>
internal sealed class Followed(Member member, long found)
{
    /// <summary>A child that ended is in its parent's sum by the next scan, or by the one after that when the parent was read first.</summary>
    private const int LongestAwaited = 2;

    private TimeSpan _waited;
    private TimeSpan _known;
    private int _awaited;

    internal Member Member => member;

    internal TreeProcess Row => member.Row;

    /// <summary>When it was found, ms.</summary>
    internal long FoundAt => found;

    /// <summary>Whether a child of it was seen.</summary>
    internal bool HasChildren { get; set; }

    /// <summary>Whether it has children to wait for, or has waited for some.</summary>
    internal bool Waits => HasChildren || Row.WaitedFor > TimeSpan.Zero || member.WaitedBefore > TimeSpan.Zero;

    /// <summary>All CPU time that its parent's sum of children gains when it is waited for.</summary>
    internal TimeSpan InAll => Row.Before + Row.Own + member.WaitedBefore + Row.WaitedFor;

    /// <summary>Whether it is to be looked at in full at the next scan: its parent has ended.</summary>
    internal bool Orphaned { get; set; }

    /// <summary>When user and cgroup were last read, ms.</summary>
    internal long DescribedAt { get; set; }

    /// <summary>Its name then.</summary>
    internal string? DescribedName { get; set; }

    /// <summary>How often they were since it has that name, as far as that counts.</summary>
    internal int Descriptions { get; set; }

    /// <summary>Hash of the text of its cgroup file.</summary>
    internal int GroupHash { get; set; }

    /// <summary>Whether its environment was looked into for a job.</summary>
    internal bool JobSought { get; set; }

    /// <summary>The Slurm job that its environment names; <c>null</c> for none.</summary>
    internal string? Job { get; set; }

    /// <summary>What it claims of the time that is nobody's.</summary>
    internal TimeSpan Claimed { get; private set; }

    /// <summary>A child ended whose time was seen, so that the sum of children will gain it without anything new in it.</summary>
    internal void Expect(TimeSpan known)
    {
        _known += known;
        _awaited = 0;
        HasChildren = true;
    }

    /// <summary>Finds out what the sum of children has gained beyond what was seen of them: of those that lived between two scans, and of the others' ends.</summary>
    internal TimeSpan Claim()
    {
        TimeSpan gained = Row.WaitedFor - _waited;
        _waited = Row.WaitedFor;
        Claimed = gained > _known ? gained - _known : TimeSpan.Zero;
        _known -= gained - Claimed;

        // Nobody tells who does not wait, and a floored sum is up to two clock ticks short.
        if (_known > TimeSpan.Zero && ++_awaited >= LongestAwaited) _known = TimeSpan.Zero;
        return Claimed;
    }
}
