using EcoCode.Metering.Snapshots;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>The trees of processes with series of their own.</summary>
/// <param name="most">How many.</param>
public sealed class ShownTrees(int most) : Shortlist<GroupReading>(most)
{
    private protected override void List(MachineSnapshot snapshot)
    {
        for (int i = 0; i < snapshot.Groups.Count; i++)
        {
            GroupReading group = snapshot.Groups[i];
            if (group.Kind != GroupKind.Tree) continue;
            if (group.Root is { } root) Add(root, group, group.Energy, group.Power, group.Processes > 0);
            else AddRest(group.Energy, group.Power);
        }
    }
}
