using EcoCode.Metering.Sampling;

namespace EcoCode.Metering.Windows;

/// <summary>For how long a GPU worked for the tree in a window.</summary>
/// <param name="Gpu">The GPU.</param>
/// <param name="Time">How long.</param>
public sealed record GpuWork(GpuTrack Gpu, TimeSpan Time);
