using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Compat;

/// <summary>Writes metrics under names of other programs, behind those of EcoCode.</summary>
/// <param name="names">Whose.</param>
/// <param name="host">The machine.</param>
public sealed class CompatExposition(CompatNames names, CompatHost host)
{
    /// <summary>Writes them. Allocates nothing once the writer's buffer is large enough; any thread may do so, with a writer of its own.</summary>
    /// <param name="reading">What the machine has to tell.</param>
    /// <param name="self">What the agent has to tell of itself.</param>
    /// <param name="into">Where to; it is not ended.</param>
    public void Write(NodeReading reading, SelfReading self, MetricWriter into)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(into);
        if ((names & CompatNames.Scaphandre) != 0) ScaphandreExposition.Write(reading, self, into);
        if ((names & CompatNames.Kepler) != 0) new KeplerExposition(host.Name, into).Write(reading, self, host.Topology);
    }
}
