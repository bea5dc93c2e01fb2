using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>A process with series of its own.</summary>
/// <param name="Reading">The process now.</param>
/// <param name="Before">Energy that it had used when it was chosen.</param>
public readonly record struct ShownProcess(ProcessReading Reading, Energy Before)
{
    /// <summary>Energy since it was chosen.</summary>
    public Energy Energy => Reading.Energy.Total - Before;
}
