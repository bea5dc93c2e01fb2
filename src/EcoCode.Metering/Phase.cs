using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>A named window of a run. Windows may nest and overlap.</summary>
/// <param name="Name">Its name; several windows may have the same.</param>
/// <param name="Start">Begin, after the begin of the run.</param>
/// <param name="End">End; that of the run where it was left open.</param>
/// <param name="Energy">The tree's energy in it, by interpolation between the samples around its ends.</param>
public sealed record Phase(string Name, TimeSpan Start, TimeSpan End, Energy Energy);
