using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>A named window of the run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartS">Begin, s after the run's.</param>
/// <param name="EndS">End, s after the run's begin.</param>
/// <param name="EnergyJ">The tree's energy in it.</param>
public sealed record RunPhase(string Name, double StartS, double EndS, Energy EnergyJ);
