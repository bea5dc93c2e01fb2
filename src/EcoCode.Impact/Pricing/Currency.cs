namespace EcoCode.Impact;

/// <summary>A row of data/currencies.csv: an active currency.</summary>
internal sealed record Currency(string Code, string Name);
