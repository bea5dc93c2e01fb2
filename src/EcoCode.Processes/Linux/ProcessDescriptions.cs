using System.Buffers.Text;
using System.Globalization;
using System.Text;
using EcoCode.Host;
using EcoCode.Processes.Grouping;

namespace EcoCode.Processes.Linux;

/// <summary>Finds out whose a process is and where it belongs: /proc/pid/status and /proc/pid/cgroup, which cost ten times its CPU time and change rarely.</summary>
internal sealed class ProcessDescriptions(PseudoFs proc, UserNames users)
{
    /// <summary>Who starts a program or a container sets its user and cgroup within a moment after the fork.</summary>
    private const long FirstMilliseconds = 1000;

    /// <summary>The longer a process has been as it is, the longer it stays so: each time is four times as far off as the one before, up to 256 s.</summary>
    private const int LongestAfter = 5;

    /// <summary>Cgroups that are remembered; a machine has some hundreds.</summary>
    private const int MostGroups = 4096;

    private readonly Dictionary<string, ProcessGroup> _groups = [];
    private readonly byte[] _buffer = new byte[8192];

    /// <summary>For environments; there is none before Slurm was seen to run anything here.</summary>
    private byte[]? _environment;

    /// <summary>Describes a process if it is due.</summary>
    internal void Describe(Followed process, long now)
    {
        // Another name is mostly another program, which may have been started for another user.
        if (!ReferenceEquals(process.DescribedName, process.Row.Name)) process.Descriptions = 0;
        if (process.Descriptions > 0 && now - process.DescribedAt < FirstMilliseconds << (2 * (process.Descriptions - 1))) return;
        (process.DescribedAt, process.DescribedName, process.Descriptions) = (now, process.Row.Name, Math.Min(LongestAfter, process.Descriptions + 1));
        int pid = process.Row.Key.Pid;
        if (TryRead(pid, "status", _buffer, out ReadOnlySpan<byte> status) && TryFindUser(status, out int user) && process.Row.UserId != user)
        {
            (process.Row.UserId, process.Row.User) = (user, users.Of(user));
        }

        SeekJob(process);
        if (!TryRead(pid, "cgroup", _buffer, out ReadOnlySpan<byte> cgroup)) return;
        var hash = new HashCode();
        hash.AddBytes(cgroup);
        hash.Add(process.Job);
        int code = hash.ToHashCode();
        if (code == process.GroupHash) return;
        process.GroupHash = code;
        process.Row.Group = GroupOf(Encoding.UTF8.GetString(cgroup), process.Job);
    }

    /// <summary>
    /// Looks for the job in the environment, once, after the program has had time to start, and only where a step of Slurm's is run here: Slurm need not be set up
    /// to make cgroups. Nothing else of the environment is looked at.
    /// </summary>
    private void SeekJob(Followed process)
    {
        if (process.Row.Name == "slurmstepd") _environment ??= new byte[64 * 1024];
        if (_environment is null || process.JobSought || process.Descriptions < 2) return;
        process.JobSought = true;
        if (TryRead(process.Row.Key.Pid, "environ", _environment, out ReadOnlySpan<byte> environment)) process.Job = SlurmEnvironment.JobOf(environment);
    }

    /// <summary>The effective user id, the second of the line <c>Uid:</c> (proc_pid_status(5)).</summary>
    internal static bool TryFindUser(ReadOnlySpan<byte> status, out int user)
    {
        user = 0;
        int at = status.IndexOf("\nUid:\t"u8);
        if (at < 0) return false;
        ReadOnlySpan<byte> line = status[(at + 6)..];
        int tab = line.IndexOf((byte)'\t');
        return tab >= 0 && Utf8Parser.TryParse(line[(tab + 1)..], out user, out _);
    }

    private ProcessGroup GroupOf(string text, string? job)
    {
        string key = job is null ? text : $"{text}\0{job}";
        if (_groups.TryGetValue(key, out ProcessGroup? group)) return group;
        if (_groups.Count >= MostGroups) _groups.Clear();
        group = CgroupText.Parse(text);

        // Whoever has another job's environment in a job's cgroup belongs where the kernel says.
        if (group.SlurmJob is null && job is not null) group = group with { SlurmJob = job };
        _groups.Add(key, group);
        return group;
    }

    private bool TryRead(int pid, string file, byte[] buffer, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (PseudoFile.TryOpen(proc.PathOf(string.Create(CultureInfo.InvariantCulture, $"{pid}/{file}")), out PseudoFile? open) != ReadOutcome.Ok || open is null) return false;
        using (open)
        {
            if (open.TryRead(buffer, 0, out int length) != ReadOutcome.Ok || length == 0) return false;
            text = buffer.AsSpan(0, length);
            return true;
        }
    }
}
