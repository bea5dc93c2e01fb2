namespace EcoCode.Ledger;

/// <summary>What a run bears of the making of one part of the machine: <c>devices × device_g × used_h ÷ lifetime_h</c>.</summary>
/// <param name="Component">Its row in data/embodied.csv.</param>
/// <param name="Device">What the row stands for, in words.</param>
/// <param name="Devices">How many of it there are: a count, gigabytes, or of a virtual machine a part of one.</param>
/// <param name="DeviceG">Emissions of making one, g CO2e.</param>
/// <param name="LifetimeH">Over how many hours they are spread.</param>
/// <param name="UsedH">For how many hours the run used it to the full.</param>
/// <param name="Co2eG">The run's part, g CO2e.</param>
/// <param name="Source">Ids of data/sources.csv.</param>
public sealed record RunEmbodied(string Component, string Device, double Devices, double DeviceG, double LifetimeH, double UsedH, double Co2eG, string Source);
