using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Rapl;

/// <summary>The <c>energy_uj</c> file of a powercap zone.</summary>
/// <remarks>
/// Stays open; when its zone vanishes (the driver is unloaded, a package goes offline), each later read tries to open it anew, which costs
/// one failing open(2).
/// </remarks>
internal sealed class ZoneCounter : IEnergyCounter, IDisposable
{
    private readonly string _path;
    private PseudoFile? _file;

    /// <param name="id">Names it.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="wrapsAt">
    /// The zone's <c>max_energy_range_uj</c>: 2^32 - 1 units of the hardware's counter, which is one unit short of the amount at which it
    /// starts again. A wrap thus loses one unit: 61 µJ on most Intel packages, 15 µJ on AMD and for server memory, of 262 or 65 kJ.
    /// </param>
    internal ZoneCounter(SensorId id, string path, Energy wrapsAt)
    {
        Id = id;
        _path = path;
        WrapsAt = wrapsAt;
    }

    /// <inheritdoc/>
    public SensorId Id { get; }

    /// <inheritdoc/>
    public Energy WrapsAt { get; }

    /// <summary>Opens a zone's counter and reads it once.</summary>
    /// <returns>Ok with the counter, or why it can't be used; a range that is no positive number is <see cref="ReadOutcome.Malformed"/>.</returns>
    public static ReadOutcome TryOpen(PseudoFs sys, PowercapZone zone, out ZoneCounter? counter)
    {
        counter = null;
        ReadOutcome outcome = sys.TryReadInteger($"{zone.Path}/max_energy_range_uj", out long range);
        if (outcome != ReadOutcome.Ok) return outcome;
        if (range <= 0) return ReadOutcome.Malformed;
        var opened = new ZoneCounter(new($"powercap:{zone.Node}"), sys.PathOf($"{zone.Path}/energy_uj"), Energy.FromMicrojoules(range));
        outcome = opened.TryRead(out _);
        if (outcome == ReadOutcome.Ok) counter = opened;
        else opened.Dispose();
        return outcome;
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(out Energy reading)
    {
        reading = default;
        if (_file is null)
        {
            ReadOutcome opened = PseudoFile.TryOpen(_path, out _file);
            if (_file is null) return opened;
        }

        ReadOutcome outcome = _file.TryReadCount(out long microjoules);
        if (outcome == ReadOutcome.Ok) reading = Energy.FromMicrojoules(microjoules);
        else if (outcome == ReadOutcome.Gone) Dispose();
        return outcome;
    }

    /// <summary>Closes the file; a later read opens it again.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }
}
