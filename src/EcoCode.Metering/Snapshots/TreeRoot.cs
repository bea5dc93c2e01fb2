using EcoCode.Processes;

namespace EcoCode.Metering.Snapshots;

/// <summary>The root of a tree of processes.</summary>
/// <param name="Process">The process.</param>
/// <param name="Id">It as text: <c>4242@183120</c>, its pid and its start in clock ticks after boot.</param>
internal sealed record TreeRoot(TreeProcess Process, string Id);
