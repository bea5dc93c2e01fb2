namespace EcoCode.Processes.Grouping;

/// <summary>Tells from the path of one cgroup where its processes belong.</summary>
internal static class CgroupPath
{
    private const string Service = ".service", Scope = ".scope", Slice = ".slice";

    internal static ProcessGroup Parse(string path)
    {
        var group = new ProcessGroup { Cgroup = path };
        string parent = "", grandparent = "";
        bool kubernetes = false, slurm = false, ofUser = false;
        foreach (string segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // A runtime that was told to leave systemd alone, by a kubelet that was not, makes `slice:prefix:id` of what would be two.
            foreach (string name in Parts(segment))
            {
                kubernetes |= name.Contains("kubepods", StringComparison.Ordinal);
                slurm |= name.StartsWith("slurm", StringComparison.Ordinal) || name.EndsWith("slurmstepd.scope", StringComparison.Ordinal);
                if (kubernetes && PodOf(name) is { } pod)
                {
                    // What is around a pod is not its container: a cluster may itself run in one.
                    group = group with { PodUid = pod, PodQos = QosOf(path), ContainerId = null, Runtime = null };
                }
                else if (slurm && After(name, "job_") is { } job && job.All(char.IsAsciiDigit)) group = group with { SlurmJob = job };
                else if (group.SlurmJob is not null && group.SlurmStep is null && After(name, "step_") is { } step) group = group with { SlurmStep = step };

                // Units inside a container are its own, and their names would mix with those of the host.
                if (group.ContainerId is null && IsUnit(name))
                {
                    if (ofUser) group = group with { UserUnit = name };
                    else group = group with { Unit = name };
                    ofUser |= name.StartsWith("user@", StringComparison.Ordinal);
                }

                if (ContainerSegment.TryParse(name, parent, grandparent, out string? id, out ContainerRuntime runtime)) group = group with { ContainerId = id, Runtime = runtime };
                (parent, grandparent) = (name, parent);
            }
        }

        return group;
    }

    private static string[] Parts(string segment)
    {
        string[] parts = segment.Split(':');
        return parts is [var slice, var prefix, var id] && slice.EndsWith(Slice, StringComparison.Ordinal) ? [slice, $"{prefix}-{id}"] : [segment];
    }

    /// <summary>The UID in <c>pod0a1b…</c>, <c>kubepods-burstable-pod0a1b_….slice</c> and <c>kubelet-kubepods-pod0a1b_….slice</c>.</summary>
    private static string? PodOf(string name)
    {
        string? uid = null;
        if (name.EndsWith(Slice, StringComparison.Ordinal))
        {
            int at = name.LastIndexOf("-pod", StringComparison.Ordinal);
            if (at >= 0) uid = name[(at + 4)..^Slice.Length].Replace('_', '-');
        }
        else uid = After(name, "pod");

        // Of static pods it is a hash without hyphens.
        return uid is { Length: >= 32 } && uid.All(c => char.IsAsciiHexDigitLower(c) || c == '-') ? uid : null;
    }

    private static string QosOf(string path)
        => path.Contains("besteffort", StringComparison.Ordinal) ? "besteffort" : path.Contains("burstable", StringComparison.Ordinal) ? "burstable" : "guaranteed";

    private static bool IsUnit(string name) => name.EndsWith(Service, StringComparison.Ordinal) || name.EndsWith(Scope, StringComparison.Ordinal);

    private static string? After(string name, string prefix) => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;
}
