using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.External;

/// <summary>A meter outside the machine (PDU, IPMI, Redfish, smart plug) that is read through a file or a command.</summary>
/// <remarks>A command's first value takes as long as the command; until then a reading is <see cref="ReadOutcome.Stale"/>.</remarks>
public sealed class ExternalMeter : IDisposable
{
    private readonly ExternalCommand? _command;

    private ExternalMeter(SourceGroup group, ExternalCommand? command) => (Group, _command) = (group, command);

    /// <summary>The meter, as the only source of the platform.</summary>
    public SourceGroup Group { get; }

    /// <summary>Opens the meter; a command is started at once, in the background.</summary>
    public static ExternalMeter Open(ExternalSpec spec, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(time);
        if (spec.Path is not null) return new(GroupOf(spec, new ExternalFile(spec.Path, spec.Unit)), null);
        var command = new ExternalCommand(spec, time);
        return new(GroupOf(spec, command), command);
    }

    /// <summary>Whether a process group is one that the command runs in: such processes are EcoCode's own. Thread-safe.</summary>
    public bool Owns(int group) => _command?.Owns(group) == true;

    /// <summary>Gives a command the time to yield its first value, so that nothing of the run is without one.</summary>
    public void AwaitFirst(TimeSpan atMost) => _command?.AwaitFirst(atMost);

    /// <summary>Ends the command, if there is one.</summary>
    public void Dispose() => _command?.Dispose();

    private static SourceGroup GroupOf(ExternalSpec spec, IExternalReading reading) => new([
        new EnergySource(spec.IsEnergy ? new Counter(reading) : null, spec.IsEnergy ? null : new Gauge(reading))
        {
            Component = Component.Platform, Device = "external meter", Provenance = Provenance.Measured,
            RelativeBand = Band, Method = "external", Origin = spec.Text, Ceiling = Ceiling,
        },
    ]);

    /// <summary>What is behind the meter is not known; metered PDUs promise 1 to 3 %, BMCs and smart plugs about 5 %.</summary>
    private const double Band = 0.05;

    /// <summary>One outlet, one chassis or one rack: 1 MW is beyond all of them.</summary>
    private static Power Ceiling => Power.FromWatts(1_000_000);

    private sealed class Counter(IExternalReading reading) : IEnergyCounter
    {
        public SensorId Id => new("external");

        public Energy WrapsAt => Energy.MaxValue;

        public ReadOutcome TryRead(out Energy energy)
        {
            ReadOutcome outcome = reading.TryRead(out double joules);
            energy = Energy.FromJoules(joules);
            return outcome;
        }
    }

    private sealed class Gauge(IExternalReading reading) : IPowerGauge
    {
        public SensorId Id => new("external");

        public ReadOutcome TryRead(out Power power)
        {
            ReadOutcome outcome = reading.TryRead(out double watts);
            power = Power.FromWatts(watts);
            return outcome;
        }
    }
}
