namespace EcoCode.Ledger.Export.Tables;

/// <summary>A part of a run with the run that it is of.</summary>
internal sealed record OfRun<T>(RunIdentity Run, T Part);
