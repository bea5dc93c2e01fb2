using EcoCode.Quantities;

namespace EcoCode.Metering.Budgets;

/// <summary>What a run amounts to so far, in the unit of a budget. Called at every tick by the thread that ticks: neither argument ever falls, and it should not allocate.</summary>
/// <param name="soFar">The tree's energy so far.</param>
/// <param name="elapsed">Time since the start.</param>
public delegate double BudgetFigure(Energy soFar, TimeSpan elapsed);
