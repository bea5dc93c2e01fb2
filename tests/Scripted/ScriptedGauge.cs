using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Scripted;

/// <summary>A gauge that shows what a test sets.</summary>
internal sealed class ScriptedGauge(string id) : IPowerGauge
{
    public SensorId Id => new(id);

    internal double Watts { get; set; }

    /// <summary>How the next readings end.</summary>
    internal ReadOutcome Outcome { get; set; }

    public ReadOutcome TryRead(out Power reading)
    {
        reading = Outcome == ReadOutcome.Ok ? Power.FromWatts(Watts) : default;
        return Outcome;
    }
}
