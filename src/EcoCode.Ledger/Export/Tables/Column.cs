namespace EcoCode.Ledger.Export.Tables;

/// <summary>A column of a table.</summary>
/// <typeparam name="T">What a row is of.</typeparam>
/// <param name="Name">Its header, which ends in the unit where there is one.</param>
/// <param name="Cell">Its cell of a row, or null where nothing is known.</param>
internal sealed record Column<T>(string Name, Func<T, string?> Cell);
