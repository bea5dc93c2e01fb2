using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Telemetry.Machines;

/// <summary>The words of all enumerations that a snapshot has.</summary>
internal static class Words
{
    internal static readonly WordsOf<AttributionMode> Modes = new(AttributionMode.Busy, (AttributionMode.Busy, "busy"), (AttributionMode.Capacity, "capacity"), (AttributionMode.Marginal, "marginal"));

    internal static readonly WordsOf<ProcessSight> Sights = new(ProcessSight.OwnOnly, (ProcessSight.All, "all"), (ProcessSight.OwnOnly, "own_only"));

    internal static readonly WordsOf<Component> Components = new(
        Component.Other, (Component.Cpu, "cpu"), (Component.Dram, "dram"), (Component.Gpu, "gpu"), (Component.Platform, "platform"), (Component.Other, "other"));

    internal static readonly WordsOf<Provenance> Provenances = new(
        Provenance.Modelled, (Provenance.Measured, "measured"), (Provenance.Apportioned, "apportioned"), (Provenance.Modelled, "modelled"));

    internal static readonly WordsOf<SourceState> SourceStates = new(
        SourceState.Lost, (SourceState.Reading, "reading"), (SourceState.Awaited, "awaited"), (SourceState.Lost, "lost"), (SourceState.GivenUp, "given_up"));

    internal static readonly WordsOf<ReadOutcome> Outcomes = new(
        ReadOutcome.NotSupported,
        (ReadOutcome.Ok, "ok"), (ReadOutcome.Gone, "gone"), (ReadOutcome.Denied, "denied"), (ReadOutcome.Malformed, "malformed"), (ReadOutcome.NotSupported, "not_supported"), (ReadOutcome.Stale, "stale"));

    internal static readonly WordsOf<ProcessState> ProcessStates = new(
        ProcessState.Unknown,
        (ProcessState.Unknown, "unknown"), (ProcessState.Running, "running"), (ProcessState.Sleeping, "sleeping"), (ProcessState.Blocked, "blocked"),
        (ProcessState.Stopped, "stopped"), (ProcessState.Zombie, "zombie"), (ProcessState.Ended, "ended"));

    internal static readonly WordsOf<ContainerRuntime> Runtimes = new(
        ContainerRuntime.Unknown,
        (ContainerRuntime.Unknown, "unknown"), (ContainerRuntime.Docker, "docker"), (ContainerRuntime.Containerd, "containerd"), (ContainerRuntime.Podman, "podman"),
        (ContainerRuntime.CriO, "cri-o"), (ContainerRuntime.Lxc, "lxc"), (ContainerRuntime.Machine, "machine"));

    internal static readonly WordsOf<GroupKind> Groups = new(
        (GroupKind)(-1),
        (GroupKind.User, "user"), (GroupKind.Unit, "unit"), (GroupKind.Container, "container"), (GroupKind.Pod, "pod"), (GroupKind.Job, "job"), (GroupKind.Tree, "tree"));
}
