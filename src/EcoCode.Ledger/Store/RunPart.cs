namespace EcoCode.Ledger.Store;

/// <summary>What a column of samples is of.</summary>
/// <param name="Component"><c>cpu</c>, <c>dram</c>, <c>gpu</c>, <c>platform</c> or <c>other</c>.</param>
/// <param name="Device">Which one, such as <c>package-0</c>; may be empty.</param>
public sealed record RunPart(string Component, string Device);
