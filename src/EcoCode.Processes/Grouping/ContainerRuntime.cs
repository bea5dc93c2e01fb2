namespace EcoCode.Processes.Grouping;

/// <summary>Who made a container, as far as the path of its cgroup tells.</summary>
public enum ContainerRuntime
{
    /// <summary>It is a container, and its path does not say whose.</summary>
    Unknown,

    /// <summary>Docker Engine.</summary>
    Docker,

    /// <summary>containerd, by itself or under Kubernetes.</summary>
    Containerd,

    /// <summary>Podman.</summary>
    Podman,

    /// <summary>CRI-O.</summary>
    CriO,

    /// <summary>LXC or Incus.</summary>
    Lxc,

    /// <summary>systemd-nspawn and other machines of systemd-machined.</summary>
    Machine,
}
