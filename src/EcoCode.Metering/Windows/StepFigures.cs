using EcoCode.Quantities;

namespace EcoCode.Metering.Windows;

/// <summary>What the steps of a program took, such as those of a training.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Energy">The tree's energy in all of them.</param>
/// <param name="Least">The least that one took.</param>
/// <param name="Most">The most.</param>
public sealed record StepFigures(string Name, long Count, Energy Energy, Energy Least, Energy Most);
