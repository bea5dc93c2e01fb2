using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Tests.Rapl;

/// <summary>A die's counter that the test turns: it wraps as the hardware does.</summary>
internal sealed class DieStub(long range, long start = 0) : IEnergyCounter
{
    private long _count = start;

    public SensorId Id => new("die");

    public Energy WrapsAt => range == long.MaxValue ? Energy.MaxValue : Energy.FromMicrojoules(range);

    public ReadOutcome Outcome { get; set; }

    public void Consume(long microjoules) => _count = (_count + microjoules) % range;

    public void Reset() => _count = 0;

    public ReadOutcome TryRead(out Energy reading)
    {
        reading = Outcome == ReadOutcome.Ok ? Energy.FromMicrojoules(_count) : default;
        return Outcome;
    }
}
