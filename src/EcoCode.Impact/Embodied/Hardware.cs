using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>A row of data/embodied.csv that has a figure.</summary>
internal sealed record Hardware(string Component, string Unit, Carbon Whole, double? LifetimeYears, string Source);
