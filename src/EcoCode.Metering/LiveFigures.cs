using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>The figures of one moment of a run.</summary>
/// <param name="Elapsed">Time since the begin.</param>
/// <param name="Energy">The tree's energy so far.</param>
/// <param name="Power">The tree's power over the last settlement.</param>
/// <param name="Processes">Live processes of the tree.</param>
public readonly record struct LiveFigures(TimeSpan Elapsed, Energy Energy, Power Power, int Processes);
