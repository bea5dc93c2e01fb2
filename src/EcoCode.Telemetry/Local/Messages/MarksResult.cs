using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local.Messages;

/// <summary>The energy between moments.</summary>
/// <param name="Name">What lies between them.</param>
/// <param name="Count">How many lay between the moments of this request, and the last before.</param>
/// <param name="EnergyJ">The tree's energy in each.</param>
public sealed record MarksResult(string Name, int Count, IReadOnlyList<Energy> EnergyJ);
