using System.Globalization;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Hwmon;

namespace EcoCode.Sensors.Drm;

/// <summary>The hwmon device of a card, and the sources that can be made of it.</summary>
internal sealed class CardSensors
{
    /// <summary>More than any board of which the limit is not known: the largest accelerators are rated at 1,400 W.</summary>
    private const double MostWatts = 3_000;

    /// <summary>Boards go beyond their limit for milliseconds, at most to twice of it (ATX 3.0 asks power supplies to bear that).</summary>
    private const double MostOverLimit = 2;

    private readonly PseudoFs _sys;
    private readonly DrmCard _card;
    private readonly TimeProvider _time;
    private readonly string? _folder;

    internal CardSensors(PseudoFs sys, DrmCard card, TimeProvider time)
    {
        (_sys, _card, _time) = (sys, card, time);
        Sleep = new Sleep(sys, card, time);
        string parent = card.Folder + "/hwmon";

        // Of a card with tiles, each has a hwmon device of its own beside that of the card (`i915_gt0`).
        _folder = sys.Names(parent).Select(name => $"{parent}/{name}")
            .FirstOrDefault(folder => sys.TryReadText(folder + "/name", out string name) == ReadOutcome.Ok && name == card.Driver);
        Channels = _folder is null ? [] : [.. HwmonChannel.Of(sys, _folder).Where(channel => !channel.IsDisabled)];
    }

    /// <summary>Energy and power channels, in the order of their names.</summary>
    internal HwmonChannel[] Channels { get; }

    internal Sleep Sleep { get; }

    /// <summary>The first temperature that there is, below the card's folder.</summary>
    internal string? Temperature => _folder is null ? null : Enumerable.Range(1, 3)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"{_folder}/temp{number}_input"))
        .FirstOrDefault(_sys.Exists)?[(_card.Folder.Length + 1)..];

    /// <summary>Whether it has a file of this name.</summary>
    internal bool Has(string file) => _folder is not null && _sys.Exists($"{_folder}/{file}");

    /// <summary>A source that counts energy, or tells power, in a channel of the hwmon device.</summary>
    internal EnergySource Source(HwmonChannel channel, double band, TimeSpan within)
    {
        string prefix = channel.CountsEnergy ? "energy" : "power";
        var id = new SensorId(string.Create(CultureInfo.InvariantCulture, $"gpu:{_card.Slot}:{prefix}"));
        var file = new DeviceFile(_sys, channel.File, _time);
        return channel.CountsEnergy
            ? Counted(new HwmonGpuCounter(id, file, Sleep), "gpu-hwmon", file.Path, band, within)
            : Source(null, new GpuPower(id, file, Sleep), "gpu-hwmon", file.Path, band, within);
    }

    /// <summary>A source of a counter.</summary>
    internal EnergySource Counted(IEnergyCounter counter, string method, string origin, double band, TimeSpan? within)
        => Source(counter, null, method, origin, band, within);

    private EnergySource Source(IEnergyCounter? counter, IPowerGauge? gauge, string method, string origin, double band, TimeSpan? within) => new(counter, gauge)
    {
        Component = Component.Gpu,
        Device = _card.Name,
        Provenance = Provenance.Measured,
        RelativeBand = band,
        Method = method,
        Origin = origin,
        Ceiling = Ceiling,
        Limit = Limit,
        ReadWithin = within,
    };

    /// <summary>What it may draw by its limit now, else by its rating.</summary>
    private Power? Limit => First("power1_cap", "power1_max", "power1_rated_max");

    /// <summary>What it can't draw more than.</summary>
    private Power Ceiling => First("power1_cap_max", "power1_rated_max", "power1_cap", "power1_max") is { } limit ? limit * MostOverLimit : Power.FromWatts(MostWatts);

    /// <summary>The first of these files with a believable power. Limits are read from the device, so one that sleeps is not asked.</summary>
    private Power? First(params ReadOnlySpan<string> files)
    {
        if (_folder is null || Sleep.IsAsleep) return null;
        foreach (string file in files)
        {
            if (_sys.TryReadInteger($"{_folder}/{file}", out long microwatts) == ReadOutcome.Ok && microwatts is > 0 and < 100_000_000_000) return Power.FromMicrowatts(microwatts);
        }

        return null;
    }
}
