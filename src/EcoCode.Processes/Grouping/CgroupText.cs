namespace EcoCode.Processes.Grouping;

/// <summary>Tells from the text of /proc/pid/cgroup (cgroups(7)) where a process belongs.</summary>
/// <remarks>The shapes of paths, with where they are documented: docs/attribution.md.</remarks>
public static class CgroupText
{
    /// <summary>Parses the lines <c>hierarchy:controllers:path</c> of version 1 and <c>0::path</c> of version 2.</summary>
    /// <returns>What each of them tells, put together; they tell different things where Slurm or Docker manage some hierarchies only.</returns>
    public static ProcessGroup Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ProcessGroup? best = null;
        int most = -1;
        var others = new List<ProcessGroup>();
        string last = "";
        foreach (string line in text.Split('\n'))
        {
            string[] fields = line.TrimEnd('\r').Split(':', 3);
            if (fields.Length < 3 || fields[2] == last) continue;
            last = fields[2];
            ProcessGroup group = CgroupPath.Parse(last);
            int tells = Tells(group);
            others.Add(group);

            // Where several tell as much, the deepest does not leave anything out.
            if (tells > most || (tells == most && group.Cgroup.Length > best!.Cgroup.Length)) (best, most) = (group, tells);
        }

        if (best is null) return ProcessGroup.None;
        foreach (ProcessGroup other in others)
        {
            best = best with
            {
                ContainerId = best.ContainerId ?? other.ContainerId,
                Runtime = best.ContainerId is null ? other.Runtime : best.Runtime,
                PodUid = best.PodUid ?? other.PodUid,
                PodQos = best.PodUid is null ? other.PodQos : best.PodQos,
                SlurmJob = best.SlurmJob ?? other.SlurmJob,
                SlurmStep = best.SlurmJob is null ? other.SlurmStep : best.SlurmStep,
                Unit = best.Unit ?? other.Unit,
                UserUnit = best.UserUnit ?? other.UserUnit,
            };
        }

        return best;
    }

    private static int Tells(ProcessGroup group)
        => (group.PodUid is null ? 0 : 8) + (group.ContainerId is null ? 0 : 4) + (group.SlurmJob is null ? 0 : 2) + (group.Unit is null ? 0 : 1);
}
