namespace EcoCode.Telemetry.Local.Messages;

/// <summary>The run that a server measures.</summary>
/// <param name="Id">Its id; the ledger may give it another when it is kept, which is then told with the result.</param>
/// <param name="Name">Its name.</param>
/// <param name="Project">The project that it belongs to.</param>
/// <param name="Started">When it began, by the clock on the wall.</param>
/// <param name="RootPid">The process whose tree it is of.</param>
/// <param name="BeganNs">When it began, by CLOCK_MONOTONIC, ns.</param>
public sealed record LocalRun(string Id, string Name, string? Project, DateTimeOffset Started, int RootPid, long BeganNs);
