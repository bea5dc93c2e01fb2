namespace EcoCode.Impact;

/// <summary>Power usage effectiveness: what a building draws over what its computers draw.</summary>
/// <param name="Value">1 or more.</param>
/// <param name="Basis">Of what it is, in words.</param>
/// <param name="Source"><c>given</c>, <c>assumed</c>, or ids of data/sources.csv, separated by spaces.</param>
/// <param name="Year">The year it describes; <c>null</c> when it is given or assumed.</param>
public sealed record PueFigure(double Value, string Basis, string Source, int? Year);
