namespace EcoCode.Metering.Windows;

/// <summary>A figure of the program's own, such as tokens or loss.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Last">As it was told last.</param>
/// <param name="Sum">Of all that were told.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
/// <param name="Count">How often it was told.</param>
public sealed record MetricFigures(string Name, double Last, double Sum, double Least, double Most, long Count)
{
    /// <summary>With one more.</summary>
    internal MetricFigures Plus(double value) => this with { Last = value, Sum = Sum + value, Least = Math.Min(Least, value), Most = Math.Max(Most, value), Count = Count + 1 };
}
