namespace EcoCode.Report.Layout;

/// <summary>A column of a table.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Figure">Whether its cells end at the same place, and do not begin there.</param>
/// <param name="Least">The width to which it may be cut where the line is too short; 0 for never.</param>
internal sealed record TableColumn(string Header, bool Figure = false, int Least = 0);
