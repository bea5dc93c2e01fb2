using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Agent.Sampling;

/// <summary>What the counters had shown at one moment.</summary>
/// <param name="At">The clock's time stamp.</param>
/// <param name="Shown">Each source with its total since the begin.</param>
public sealed record CounterReading(long At, IReadOnlyList<(SensorId Id, Energy Shown)> Shown);
