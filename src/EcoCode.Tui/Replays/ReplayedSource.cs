using EcoCode.Host;
using EcoCode.Ledger;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Tui.Replays;

/// <summary>A component of a record as a source: the part of it that the run's tree was charged.</summary>
internal static class ReplayedSource
{
    internal static SourceReading Of(RunRecord record, string component, string device, TimeSpan duration)
    {
        RunComponent? known = record.Components.FirstOrDefault(part => part.Component == component && part.Device == device);
        Energy energy = known?.EnergyJ ?? Energy.Zero;
        Power power = duration > TimeSpan.Zero ? energy / duration : Power.Zero;
        return new SourceReading
        {
            Id = new SensorId($"{component} {device}"),
            Component = Enum.TryParse(component, ignoreCase: true, out Component kind) ? kind : Component.Other,
            Device = device,
            Method = known?.Source ?? "",
            Provenance = Enum.TryParse(known?.Provenance, ignoreCase: true, out Provenance provenance) ? provenance : Provenance.Modelled,
            Energy = energy,
            Power = power,
            Shown = energy,
            ShownPower = power,
            Band = new Band(known is not null && double.IsFinite(known.BandJ) ? known.BandJ : 0, 0),
            State = SourceState.Reading,
            LastFailure = ReadOutcome.Ok,
            Failures = 0,
            Resets = 0,
            Missing = TimeSpan.Zero,
            Gpu = known?.Gpu is { } gpu ? Gpu(gpu) : null,
        };
    }

    private static GpuReading Gpu(RunGpu gpu) => new(
        new GpuIdentity(gpu.Index, gpu.Name, gpu.Uuid, gpu.PciAddress), gpu.UtilisationMean, gpu.MemoryPeakBytes, MemoryBytes: null, gpu.TemperatureMaxC, ClockMegahertz: null, Throttled: null);
}
