namespace EcoCode.Sensors.PerfEvents;

/// <summary>One energy event of a PMU, as sysfs describes it.</summary>
/// <param name="Name">The name of its file: <c>energy-pkg</c>.</param>
/// <param name="Config">What perf_event_attr.config must hold.</param>
/// <param name="Scale">What a count stands for.</param>
internal sealed record PmuEvent(string Name, ulong Config, MicrojouleScale Scale);
