namespace EcoCode.Agent.Local.Messages;

/// <summary>The energy counters of the machine at the last tick.</summary>
/// <param name="TakenNs">When it was, by CLOCK_MONOTONIC, ns.</param>
/// <param name="Counters">All of them.</param>
internal sealed record AgentCounters(long TakenNs, IReadOnlyList<AgentCounter> Counters);
