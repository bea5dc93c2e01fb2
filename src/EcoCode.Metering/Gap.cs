namespace EcoCode.Metering;

/// <summary>A time in which sampling stood still or the clock was set.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Length">How long, or by how much.</param>
public sealed record Gap(GapKind Kind, TimeSpan Length);
