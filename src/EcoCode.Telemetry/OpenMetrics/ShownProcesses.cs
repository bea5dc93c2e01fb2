using EcoCode.Metering.Snapshots;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>The processes with series of their own.</summary>
/// <param name="most">How many.</param>
public sealed class ShownProcesses(int most) : Shortlist<ProcessReading>(most)
{
    private protected override void List(MachineSnapshot snapshot)
    {
        for (int i = 0; i < snapshot.Processes.Count; i++)
        {
            ProcessReading process = snapshot.Processes[i];
            Add(process.Key, process, process.Energy, process.Power, process.Ended is null);
        }

        AddRest(snapshot.Ended.Energy, snapshot.Ended.Power);
    }
}
