namespace EcoCode.Metering.Snapshots;

/// <summary>What processes are put together by.</summary>
public enum GroupKind
{
    /// <summary>Effective user id.</summary>
    User,

    /// <summary>Unit of the system's systemd.</summary>
    Unit,

    /// <summary>Container.</summary>
    Container,

    /// <summary>Kubernetes pod, by its UID.</summary>
    Pod,

    /// <summary>Slurm job.</summary>
    Job,

    /// <summary>Tree of processes, by its root: see <see cref="TreeRoots"/>.</summary>
    Tree,
}
