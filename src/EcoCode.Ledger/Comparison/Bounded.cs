namespace EcoCode.Ledger.Comparison;

/// <summary>A figure with the half-width of its uncertainty.</summary>
internal sealed record Bounded(double Value, double Band);
