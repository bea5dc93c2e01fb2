namespace EcoCode.Report.Grids;

/// <summary>A zone or cloud region of the tables.</summary>
/// <param name="Code">As <c>--zone</c> takes it.</param>
/// <param name="Name">In words.</param>
/// <param name="Grid">The zone that a cloud region is in; null for a zone itself.</param>
/// <param name="GPerKwh">Mean of the year; null where there is none of that basis.</param>
/// <param name="Year">The year; null without a figure.</param>
public sealed record ZoneRow(string Code, string Name, string? Grid, double? GPerKwh, int? Year);
