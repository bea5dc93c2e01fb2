using EcoCode.Host;

namespace EcoCode.Sensors.Rapl;

/// <summary>What the ways to RAPL have turned up, while the search goes on.</summary>
internal sealed class RaplFindings
{
    /// <summary>Ways to the CPU packages' energy.</summary>
    public List<SourceGroup> Cpu { get; } = [];

    /// <summary>Ways to the memory's energy.</summary>
    public List<SourceGroup> Dram { get; } = [];

    /// <summary>The platform's counter; the first one that is found.</summary>
    public EnergySource? Psys { get; set; }

    /// <summary>Counters that are there but not counted.</summary>
    public List<string> Unused { get; } = [];

    /// <summary>Counters that would have been counted, had they been readable.</summary>
    public List<RaplRefusal> Refusals { get; } = [];

    /// <summary>The ways to a component's energy.</summary>
    public List<SourceGroup> Of(Component component) => component == Component.Dram ? Dram : Cpu;

    /// <summary>Takes readings as one more way to a component's energy, or none of them if one was refused.</summary>
    /// <param name="component">CPU or DRAM.</param>
    /// <param name="readings">What could be opened.</param>
    /// <param name="whole">Whether that is all there is.</param>
    /// <param name="group">Puts them together.</param>
    public void Offer(Component component, List<RaplReading> readings, bool whole, Func<IReadOnlyList<RaplReading>, SourceGroup> group)
    {
        if (whole && readings.Count > 0) Of(component).Add(group(readings));
        else foreach (RaplReading reading in readings) (reading.Counter as IDisposable)?.Dispose();
    }

    /// <summary>Notes a counter that would have been counted.</summary>
    public void Refuse(Component component, string method, string origin, ReadOutcome outcome)
    {
        Refusals.Add(new(component, method, origin, outcome));
        Unused.Add($"`{origin}`: {RaplRefusal.Words(outcome)}");
    }
}
