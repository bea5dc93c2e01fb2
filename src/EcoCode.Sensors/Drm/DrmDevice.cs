using EcoCode.Host;

namespace EcoCode.Sensors.Drm;

/// <summary>One chip of a GPU, as it is looked at while a measurement runs: how busy, how warm, how full, and with whom.</summary>
/// <remarks>Most boards have one; each of the two on a MI250 is a device of its own.</remarks>
internal sealed class DrmDevice
{
    private readonly DeviceFile? _busyPercent;
    private readonly DeviceFile? _memory;
    private readonly DeviceFile? _temperature;
    private readonly TimeProvider _time;
    private long _last;
    private long _lastPercent;
    private bool _begun;

    /// <param name="sys">/sys.</param>
    /// <param name="card">The card.</param>
    /// <param name="files">Names of its files below the device's folder.</param>
    /// <param name="users">Who uses it.</param>
    /// <param name="time">The clock.</param>
    internal DrmDevice(PseudoFs sys, DrmCard card, DrmDeviceFiles files, DrmUsers users, TimeProvider time)
    {
        (Card, Users, _time) = (card, users, time);
        Sleep = new Sleep(sys, card, time);
        _busyPercent = Open(files.BusyPercent);
        _memory = Open(files.MemoryUsed);
        _temperature = Open(files.Temperature);

        DeviceFile? Open(string? name) => name is null ? null : new DeviceFile(sys, $"{card.Folder}/{name}", time);
    }

    internal DrmCard Card { get; }

    internal DrmUsers Users { get; }

    internal Sleep Sleep { get; }

    /// <summary>Use that its clients' accounts don't have; <c>null</c> where they have it all.</summary>
    internal IComputeUse? Compute { get; init; }

    /// <summary>Time that it was busy since the first reading, ns; <c>null</c> when it does not tell.</summary>
    internal double? BusyNanoseconds { get; private set; }

    /// <summary>Time between the last two readings, ns.</summary>
    internal double SinceNanoseconds { get; private set; }

    /// <summary>Memory in use, bytes; <c>null</c> when it does not tell.</summary>
    internal long? MemoryBytes { get; private set; }

    /// <summary>Temperature, thousandths of a degree Celsius; <c>null</c> when it does not tell.</summary>
    internal long? MilliCelsius { get; private set; }

    /// <summary>Takes a reading. One that sleeps is left alone: it does nothing, and what it holds stays.</summary>
    internal void Read(long now, bool asleep)
    {
        SinceNanoseconds = _begun ? _time.GetElapsedTime(_last, now).TotalNanoseconds : 0;
        (_last, _begun) = (now, true);
        if (asleep)
        {
            _lastPercent = 0;
            return;
        }

        MemoryBytes = Value(_memory, long.MaxValue);
        MilliCelsius = Value(_temperature, 1_000_000);
        if (Value(_busyPercent, 100) is not { } percent) return;

        // The driver averages over some milliseconds to a second, so what was between two readings is taken to have gone straight from one to the other.
        BusyNanoseconds = (BusyNanoseconds ?? 0) + ((percent + _lastPercent) * 0.005 * SinceNanoseconds);
        _lastPercent = percent;
    }

    private static long? Value(DeviceFile? file, long most)
        => file is not null && file.TryReadCount(out long value) == ReadOutcome.Ok && value <= most ? value : null;
}
