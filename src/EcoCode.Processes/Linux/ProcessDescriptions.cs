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
    private const long AgainMilliseconds = 1000;

    private const long EveryMilliseconds = 30_000;

    /// <summary>Cgroups that are remembered; a machine has some hundreds.</summary>
    private const int MostGroups = 4096;

    private readonly Dictionary<string, ProcessGroup> _groups = [];
    private readonly byte[] _buffer = new byte[8192];

    /// <summary>Describes a process if it is due.</summary>
    internal void Describe(Followed process, long now)
    {
        if (process.DescribedAt is { } at && now - at < (process.Descriptions == 1 ? AgainMilliseconds : EveryMilliseconds)) return;
        (process.DescribedAt, process.Descriptions) = (now, Math.Min(2, process.Descriptions + 1));
        int pid = process.Row.Key.Pid;
        if (TryRead(pid, "status", out ReadOnlySpan<byte> status) && TryFindUser(status, out int user) && process.Row.UserId != user)
        {
            (process.Row.UserId, process.Row.User) = (user, users.Of(user));
        }

        if (!TryRead(pid, "cgroup", out ReadOnlySpan<byte> cgroup)) return;
        var hash = new HashCode();
        hash.AddBytes(cgroup);
        int code = hash.ToHashCode();
        if (code == process.GroupHash) return;
        process.GroupHash = code;
        process.Row.Group = GroupOf(Encoding.UTF8.GetString(cgroup));
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

    private ProcessGroup GroupOf(string text)
    {
        if (_groups.TryGetValue(text, out ProcessGroup? group)) return group;
        if (_groups.Count >= MostGroups) _groups.Clear();
        group = CgroupText.Parse(text);
        _groups.Add(text, group);
        return group;
    }

    private bool TryRead(int pid, string file, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (PseudoFile.TryOpen(proc.PathOf(string.Create(CultureInfo.InvariantCulture, $"{pid}/{file}")), out PseudoFile? open) != ReadOutcome.Ok || open is null) return false;
        using (open)
        {
            if (open.TryRead(_buffer, 0, out int length) != ReadOutcome.Ok || length == 0) return false;
            text = _buffer.AsSpan(0, length);
            return true;
        }
    }
}
