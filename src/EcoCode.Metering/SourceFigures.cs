using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering;

/// <summary>What the energy of one source has been shared out to since the begin.</summary>
/// <param name="Source">The source.</param>
/// <param name="Tree">The tree's part.</param>
/// <param name="Others">The part of other processes, EcoCode's own included.</param>
/// <param name="Idle">The part that nobody is charged.</param>
/// <param name="Own">EcoCode's own part of <paramref name="Others"/>.</param>
public readonly record struct SourceFigures(EnergySource Source, Energy Tree, Energy Others, Energy Idle, Energy Own);
