using EcoCode.Quantities;

namespace EcoCode.Agent.Local.Messages;

/// <summary>The part of a window that is of one component.</summary>
/// <param name="Component"><c>cpu</c>, <c>dram</c>, <c>gpu</c> or <c>other</c>.</param>
/// <param name="EnergyJ">Its energy, J.</param>
/// <param name="Provenance"><c>apportioned</c> of what a sensor measured, <c>modelled</c> where most is of models.</param>
internal sealed record TreeComponent(string Component, Energy EnergyJ, string Provenance);
