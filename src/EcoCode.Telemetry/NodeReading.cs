using EcoCode.Impact;
using EcoCode.Impact.Accounting;
using EcoCode.Impact.Live;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Grouping;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry;

/// <summary>All that a machine has to tell at one tick. Immutable: any thread may write it out, and all who ask at once get the same.</summary>
/// <param name="Snapshot">The machine.</param>
/// <param name="Processes">The processes with series of their own.</param>
/// <param name="Trees">The trees of processes with series of their own.</param>
/// <param name="Pods">Names of the pods of the snapshot, by UID, as far as they are to be had.</param>
/// <param name="Impact">What the energy amounts to so far.</param>
/// <param name="Grid">What the grid is like.</param>
/// <param name="Factors">By what energy is judged.</param>
/// <param name="Live">What a live provider last told of the grid; <c>null</c> for nothing.</param>
public sealed record NodeReading(
    MachineSnapshot Snapshot,
    ShownReading<ProcessReading> Processes,
    ShownReading<GroupReading> Trees,
    IReadOnlyDictionary<string, PodName> Pods,
    ImpactTotals Impact,
    GridNow Grid,
    ImpactFactors Factors,
    GridSeries? Live);
