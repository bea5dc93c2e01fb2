using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Scripted;

/// <summary>A counter that counts what a test tells it to.</summary>
internal sealed class ScriptedCounter(string id, Energy? wrapsAt = null) : IEnergyCounter
{
    public SensorId Id => new(id);

    public Energy WrapsAt { get; } = wrapsAt ?? Energy.MaxValue;

    /// <summary>What it shows.</summary>
    internal Energy Reading { get; set; }

    /// <summary>How the next readings end.</summary>
    internal ReadOutcome Outcome { get; set; }

    /// <summary>How often it was read.</summary>
    internal int Reads { get; private set; }

    public ReadOutcome TryRead(out Energy reading)
    {
        Reads++;
        reading = Outcome == ReadOutcome.Ok ? Reading : default;
        return Outcome;
    }

    /// <summary>Counts on, through the end of its range if need be.</summary>
    internal void Count(Energy energy)
        => Reading = WrapsAt == Energy.MaxValue ? Reading + energy : Energy.FromMicrojoules((Reading + energy).Microjoules % WrapsAt.Microjoules);
}
