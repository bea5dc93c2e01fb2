using EcoCode.Quantities;

namespace EcoCode.Tui.Dashboards;

/// <summary>A phase that was marked by hand, from snapshot to snapshot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">Its begin, since the begin of measuring.</param>
/// <param name="Before">The machine's energy at its begin.</param>
/// <param name="End">Its end; null while it goes on.</param>
internal sealed record HandMark(string Name, TimeSpan Start, Energy Before, TimeSpan? End);
