namespace EcoCode.Processes.Grouping;

/// <summary>Where a process belongs, by its cgroup. What it does not belong to is <c>null</c>.</summary>
/// <remarks>Processes of one cgroup share one object.</remarks>
public sealed record ProcessGroup
{
    /// <summary>Of a process whose cgroup is not told.</summary>
    public static ProcessGroup None { get; } = new();

    /// <summary>The path of the cgroup, from the root of the hierarchy that tells most; empty when not told.</summary>
    public string Cgroup { get; init; } = "";

    /// <summary>Id of the container: 64 hexadecimal digits of all but the runtimes that have names for them.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Who made the container; <c>null</c> when there is none.</summary>
    public ContainerRuntime? Runtime { get; init; }

    /// <summary>UID of the Kubernetes pod, with hyphens, lower case.</summary>
    public string? PodUid { get; init; }

    /// <summary>Quality of service of the pod: <c>guaranteed</c>, <c>burstable</c>, <c>besteffort</c>.</summary>
    public string? PodQos { get; init; }

    /// <summary>Id of the Slurm job: digits.</summary>
    public string? SlurmJob { get; init; }

    /// <summary>Step of the job: a number, <c>batch</c>, <c>extern</c>, <c>interactive</c>.</summary>
    public string? SlurmStep { get; init; }

    /// <summary>The innermost unit of the system's systemd: <c>nginx.service</c>, <c>session-3.scope</c>, <c>user@1000.service</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>The innermost unit of the user's own systemd: <c>app-firefox-1234.scope</c>.</summary>
    public string? UserUnit { get; init; }
}
