namespace EcoCode.Impact;

/// <summary>A zone or cloud region of the tables.</summary>
/// <param name="Code">As a request may name it: <c>DE</c>, <c>US-CA</c>, <c>aws:eu-central-1</c>.</param>
/// <param name="Name">In words.</param>
/// <param name="Grid">The code of the zone whose grid it is on: that of the zone itself, or the one that a cloud region is in.</param>
/// <param name="Region">The cloud region as its provider calls it; null for a zone.</param>
/// <param name="Figure">The grid's figure on the basis asked for, without any in its stead; null where there is none.</param>
public sealed record KnownZone(string Code, string Name, string Grid, string? Region, GridFigure? Figure);
