using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Telemetry.Machines;

/// <summary>The words of all enumerations that a snapshot has.</summary>
public static class Words
{
    public static WordsOf<AttributionMode> Modes { get; } = new(AttributionMode.Busy, (AttributionMode.Busy, "busy"), (AttributionMode.Capacity, "capacity"), (AttributionMode.Marginal, "marginal"));

    public static WordsOf<ProcessSight> Sights { get; } = new(ProcessSight.OwnOnly, (ProcessSight.All, "all"), (ProcessSight.OwnOnly, "own_only"));

    public static WordsOf<Component> Components { get; } = new(
        Component.Other, (Component.Cpu, "cpu"), (Component.Dram, "dram"), (Component.Gpu, "gpu"), (Component.Platform, "platform"), (Component.Other, "other"));

    public static WordsOf<Provenance> Provenances { get; } = new(
        Provenance.Modelled, (Provenance.Measured, "measured"), (Provenance.Apportioned, "apportioned"), (Provenance.Modelled, "modelled"));

    public static WordsOf<SourceState> SourceStates { get; } = new(
        SourceState.Lost, (SourceState.Reading, "reading"), (SourceState.Awaited, "awaited"), (SourceState.Lost, "lost"), (SourceState.GivenUp, "given_up"));

    public static WordsOf<ReadOutcome> Outcomes { get; } = new(
        ReadOutcome.NotSupported,
        (ReadOutcome.Ok, "ok"), (ReadOutcome.Gone, "gone"), (ReadOutcome.Denied, "denied"), (ReadOutcome.Malformed, "malformed"), (ReadOutcome.NotSupported, "not_supported"), (ReadOutcome.Stale, "stale"));

    public static WordsOf<ProcessState> ProcessStates { get; } = new(
        ProcessState.Unknown,
        (ProcessState.Unknown, "unknown"), (ProcessState.Running, "running"), (ProcessState.Sleeping, "sleeping"), (ProcessState.Blocked, "blocked"),
        (ProcessState.Stopped, "stopped"), (ProcessState.Zombie, "zombie"), (ProcessState.Ended, "ended"));

    public static WordsOf<ContainerRuntime> Runtimes { get; } = new(
        ContainerRuntime.Unknown,
        (ContainerRuntime.Unknown, "unknown"), (ContainerRuntime.Docker, "docker"), (ContainerRuntime.Containerd, "containerd"), (ContainerRuntime.Podman, "podman"),
        (ContainerRuntime.CriO, "cri-o"), (ContainerRuntime.Lxc, "lxc"), (ContainerRuntime.Machine, "machine"));

    public static WordsOf<GroupKind> Groups { get; } = new(
        (GroupKind)(-1),
        (GroupKind.User, "user"), (GroupKind.Unit, "unit"), (GroupKind.Container, "container"), (GroupKind.Pod, "pod"), (GroupKind.Job, "job"), (GroupKind.Tree, "tree"));
}
