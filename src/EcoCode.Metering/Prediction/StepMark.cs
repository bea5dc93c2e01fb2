using EcoCode.Quantities;

namespace EcoCode.Metering.Prediction;

/// <summary>How far a program had come at a moment of the run.</summary>
/// <param name="Step">Steps that are done, as the program counts.</param>
/// <param name="Of">Steps that it counts to.</param>
/// <param name="At">Time since the start.</param>
/// <param name="Energy">The tree's energy until then.</param>
public readonly record struct StepMark(long Step, long Of, TimeSpan At, Energy Energy);
