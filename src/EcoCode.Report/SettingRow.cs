namespace EcoCode.Report;

/// <summary>A value of configuration, for people.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">Its value, or null where nothing is said and there is no default.</param>
/// <param name="Origin">Where it is from.</param>
public sealed record SettingRow(string Name, string? Value, string Origin);
