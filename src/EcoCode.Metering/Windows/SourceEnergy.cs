using EcoCode.Metering.Sampling;
using EcoCode.Quantities;

namespace EcoCode.Metering.Windows;

/// <summary>What the tree used of one source in a window.</summary>
/// <param name="Track">The source, and what is known of it over the whole run.</param>
/// <param name="Tree">The tree's part in the window.</param>
public sealed record SourceEnergy(SourceTrack Track, Energy Tree);
