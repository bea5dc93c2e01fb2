using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>What the steps of a program took, such as those of a training; not kept one by one.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Count">How many there were.</param>
/// <param name="EnergyJ">The tree's energy in all of them.</param>
/// <param name="MinJ">The least that one took.</param>
/// <param name="MaxJ">The most.</param>
public sealed record RunSteps(string Name, long Count, Energy EnergyJ, Energy MinJ, Energy MaxJ);
