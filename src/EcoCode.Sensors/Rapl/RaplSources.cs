using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Rapl;

/// <summary>What RAPL, the energy counters inside Intel's and AMD's processors, offers on this machine.</summary>
/// <remarks>
/// A way is offered only if every package's counter could be opened and read once. The counters hold their files open until they are
/// disposed of or collected.
/// </remarks>
public sealed record RaplSources
{
    /// <summary>Ways to the energy of the CPU packages, best first: perf before powercap, complete ones before those that lack a package.</summary>
    public required IReadOnlyList<SourceGroup> Cpu { get; init; }

    /// <summary>Ways to the energy of the memory, best first. Empty on AMD, and on many Intel machines.</summary>
    public required IReadOnlyList<SourceGroup> Dram { get; init; }

    /// <summary>The platform's own counter, to be shown beside the parts and never added to them: it contains the packages.</summary>
    public EnergySource? Psys { get; init; }

    /// <summary>Why the CPU's or the memory's counters are not offered, or not whole, with the fix.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>Counters that exist but are not counted, one line each, with the reason.</summary>
    public required IReadOnlyList<string> Unused { get; init; }

    /// <summary>Looks for the counters, opens them, and reads each once.</summary>
    /// <param name="sys">The machine's /sys.</param>
    /// <param name="topology">Its processors.</param>
    /// <param name="time">A monotonic clock, by which the counters of several dies are compared.</param>
    public static RaplSources Find(PseudoFs sys, CpuTopology topology, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(sys);
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(time);
        var findings = new RaplFindings();
        PerfSearch.Run(sys, topology, time, findings);
        PowercapSearch.Run(sys, topology, time, findings);
        return new()
        {
            // Stable: among equally complete ways the order above stays.
            Cpu = [.. findings.Cpu.OrderBy(way => Missing(way, topology).Count())],
            Dram = [.. findings.Dram.OrderBy(way => Missing(way, topology).Count())],
            Psys = findings.Psys,
            Notes = [.. NotesOn(findings, topology).DistinctBy(note => $"{note.Code} {note.Hint ?? note.Message}")],
            Unused = findings.Unused,
        };
    }

    private static IEnumerable<int> Missing(SourceGroup way, CpuTopology topology)
        => topology.Sockets.Except(way.Sources.Select(source => source.Socket ?? -1));

    private static IEnumerable<Note> NotesOn(RaplFindings findings, CpuTopology topology)
    {
        if (findings.Cpu.Count == 0 && findings.Refusals.Count == 0) yield return RaplNotes.Absent(topology.IsVirtual);
        if (findings.Cpu.MinBy(way => Missing(way, topology).Count()) is { } best)
        {
            foreach (int socket in Missing(best, topology)) yield return RaplNotes.PackageMissing(socket);
        }

        foreach (RaplRefusal refusal in findings.Refusals)
        {
            // A counter that another way stands in for is nobody's loss.
            if (findings.Of(refusal.Component).Count > 0) continue;
            yield return refusal switch
            {
                { Outcome: ReadOutcome.Denied, Method: PerfSearch.Method }
                    => RaplNotes.PerfDenied(refusal.Origin, Environment.ProcessPath ?? "ecocode"),
                { Outcome: ReadOutcome.Denied } => RaplNotes.PowercapDenied(refusal.Origin),
                _ => RaplNotes.Unreadable(refusal),
            };
        }
    }
}
