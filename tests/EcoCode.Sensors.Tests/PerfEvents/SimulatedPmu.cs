using EcoCode.Sensors.Tests.Rapl;

namespace EcoCode.Sensors.Tests.PerfEvents;

/// <summary>
/// A <c>power</c> PMU whose type is that of the kernel's software PMU and whose event is its CPU clock: perf_event_open and read
/// are real, and 1 W flows on each processor, since the clock counts nanoseconds and the scale makes a nanojoule of each.
/// </summary>
internal static class SimulatedPmu
{
    public const string Folder = "bus/event_source/devices/power";

    public static void Add(Machine machine, string cpus, params string[] events)
    {
        machine.Write($"{Folder}/type", 1);
        machine.Write($"{Folder}/cpumask", cpus);
        machine.Write($"{Folder}/format/event", "config:0-7");
        foreach (string name in events)
        {
            machine.Write($"{Folder}/events/{name}", "event=0x00");
            machine.Write($"{Folder}/events/{name}.scale", "1e-9");
            machine.Write($"{Folder}/events/{name}.unit", "Joules");
        }
    }
}
