namespace EcoCode.Tui.Dashboards;

/// <summary>A named window of time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">Its begin, since the begin of the run.</param>
/// <param name="End">Its end.</param>
public sealed record Marked(string Name, TimeSpan Start, TimeSpan End);
