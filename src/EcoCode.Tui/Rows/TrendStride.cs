namespace EcoCode.Tui.Rows;

/// <summary>How an interval lies over the steps of a <see cref="Trend"/>.</summary>
/// <param name="Steps">Steps that began in it.</param>
/// <param name="First">Its part in the step in which it began.</param>
/// <param name="Whole">The part of it that a whole step is.</param>
/// <param name="Last">Its part in the step in which it ended.</param>
internal readonly record struct TrendStride(int Steps, double First, double Whole, double Last);
