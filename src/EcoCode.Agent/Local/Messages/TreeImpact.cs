using EcoCode.Quantities;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Agent.Local.Messages;

/// <summary>What the energy of a window means.</summary>
/// <param name="Co2eG">Emissions, g CO2e.</param>
/// <param name="Co2eEmbodiedG">Share of making the hardware, g CO2e; an agent does not share it out.</param>
/// <param name="WaterL">Water, litres.</param>
/// <param name="Cost">The electricity's cost.</param>
/// <param name="FacilityEnergyJ">What the building drew for it, J.</param>
/// <param name="Pue">What the building draws over what its computers draw.</param>
/// <param name="Grid">By which grid.</param>
internal sealed record TreeImpact(double Co2eG, double? Co2eEmbodiedG, double? WaterL, LocalCost? Cost, Energy FacilityEnergyJ, double Pue, TreeGrid Grid);
