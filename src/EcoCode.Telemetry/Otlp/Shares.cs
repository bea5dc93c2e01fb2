using System.Globalization;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Lists the shares that processes, and groups of them, have of a machine's energy.</summary>
internal static class Shares
{
    /// <summary>Lists them, of each kind with what is gone last.</summary>
    internal static List<Share> Of(NodeReading reading)
    {
        var shares = new List<Share>();
        foreach (Shown<ProcessReading> process in reading.Processes.Shown)
        {
            shares.Add(new(new(ShareKind.Process, Id(process.Reading.Key)), process.Energy.Total, process.Power.Total, Attributes(process.Reading)));
        }

        AddRest(shares, ShareKind.Process, reading.Processes);
        foreach (Shown<GroupReading> tree in reading.Trees.Shown)
        {
            shares.Add(new(new(ShareKind.Tree, tree.Reading.Id), tree.Energy.Total, tree.Power.Total, Attributes(tree.Reading, reading.Pods)));
        }

        AddRest(shares, ShareKind.Tree, reading.Trees);
        for (ShareKind kind = ShareKind.User; kind <= ShareKind.Job; kind++) AddGroups(shares, kind, reading);
        return shares;
    }

    private static void AddGroups(List<Share> shares, ShareKind kind, NodeReading reading)
    {
        Energy gone = default;
        foreach (GroupReading group in reading.Snapshot.Groups)
        {
            if (KindOf(group.Kind) != kind) continue;
            if (group.Id == GroupReading.Gone) gone = group.Energy.Total;
            else shares.Add(new(new(kind, group.Id), group.Energy.Total, group.Power.Total, Attributes(group, reading.Pods)));
        }

        shares.Add(new(new(kind, ShareKey.Gone), gone, Power.Zero, Rest("gone")));
    }

    private static void AddRest<T>(List<Share> shares, ShareKind kind, ShownReading<T> shown)
    {
        shares.Add(new(new(kind, ShareKey.Others), shown.Others.Total, shown.OthersPower.Total, Rest("other")));
        shares.Add(new(new(kind, ShareKey.Gone), shown.Gone.Total, Power.Zero, Rest("gone")));
    }

    private static ShareKind KindOf(GroupKind kind) => kind switch
    {
        GroupKind.User => ShareKind.User,
        GroupKind.Unit => ShareKind.Unit,
        GroupKind.Container => ShareKind.Container,
        GroupKind.Pod => ShareKind.Pod,
        GroupKind.Job => ShareKind.Job,
        _ => ShareKind.Tree,
    };

    private static string Id(ProcessKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Pid}@{key.Started}");

    private static KeyValuePair<string, object?>[] Rest(string which) => [new("ecocode.rest", which)];

    private static KeyValuePair<string, object?>[] Attributes(ProcessReading process)
        => [new("process.pid", (long)process.Key.Pid), new("process.executable.name", process.Name), new("process.owner", process.User)];

    private static KeyValuePair<string, object?>[] Attributes(GroupReading group, IReadOnlyDictionary<string, PodName> pods)
    {
        if (group.Id.Length == 0) return [new("ecocode.rest", "none")];
        List<KeyValuePair<string, object?>> attributes = [];
        switch (group.Kind)
        {
            case GroupKind.User:
                return [new("user.id", group.Id), new("user.name", group.Name)];
            case GroupKind.Unit:
                return [new("ecocode.unit", group.Id)];
            case GroupKind.Job:
                return [new("ecocode.job", group.Id)];
            case GroupKind.Container:
                attributes.Add(new("container.id", group.Id));
                if (group.Group?.Runtime is { } runtime) attributes.Add(new("container.runtime.name", MachineExposition.Name(runtime)));
                break;
            case GroupKind.Pod:
                attributes.Add(new("k8s.pod.uid", group.Id));
                if (!pods.TryGetValue(group.Id, out PodName name)) break;
                attributes.Add(new("k8s.pod.name", name.Name));
                attributes.Add(new("k8s.namespace.name", name.Namespace));
                break;
            default:
                attributes.Add(new("ecocode.root.pid", (long)(group.Root?.Pid ?? 0)));
                attributes.Add(new("ecocode.root.name", group.Name));
                if (group.Group?.Unit is { } unit) attributes.Add(new("ecocode.unit", unit));
                if (group.Group?.ContainerId is { } container) attributes.Add(new("container.id", container));
                break;
        }

        return [.. attributes];
    }
}
