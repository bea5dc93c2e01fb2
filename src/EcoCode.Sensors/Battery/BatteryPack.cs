using System.Buffers.Text;
using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Battery;

/// <summary>The open files of one battery.</summary>
internal sealed class BatteryPack
{
    /// <summary>1 MA, 1 MV, 1 MW: beyond any battery of a computer, and below where a product could lose its meaning.</summary>
    private const long Absurd = 1_000_000_000_000;

    private readonly PseudoFile _status;
    private readonly PseudoFile? _power;
    private readonly PseudoFile? _current;
    private readonly PseudoFile? _voltage;

    private BatteryPack(PseudoFile status, PseudoFile? power, PseudoFile? current, PseudoFile? voltage)
        => (_status, _power, _current, _voltage) = (status, power, current, voltage);

    /// <summary>Opens a battery; <c>null</c> when it does not tell its state, or neither power nor both current and voltage.</summary>
    internal static BatteryPack? Open(PseudoFs sys, string path)
    {
        PseudoFile.TryOpen(sys.PathOf(path + "/status"), out PseudoFile? status);
        PseudoFile.TryOpen(sys.PathOf(path + "/power_now"), out PseudoFile? power);
        PseudoFile? current = null, voltage = null;
        if (power is null)
        {
            PseudoFile.TryOpen(sys.PathOf(path + "/current_now"), out current);
            PseudoFile.TryOpen(sys.PathOf(path + "/voltage_now"), out voltage);
        }

        if (status is not null && (power is not null || (current is not null && voltage is not null))) return new(status, power, current, voltage);
        status?.Dispose();
        power?.Dispose();
        current?.Dispose();
        voltage?.Dispose();
        return null;
    }

    internal ReadOutcome TryReadDischarging(out bool isDischarging)
    {
        Span<byte> buffer = stackalloc byte[32];
        ReadOutcome outcome = _status.TryRead(buffer, 0, out int length);
        isDischarging = outcome == ReadOutcome.Ok && System.MemoryExtensions.Trim(buffer[..length], "\n "u8).SequenceEqual("Discharging"u8);
        return outcome;
    }

    /// <summary>Microwatts, or microamperes times microvolts (picowatts). Some drivers count discharge as negative, so the sign is dropped.</summary>
    internal ReadOutcome TryReadPower(out Power power)
    {
        power = Power.Zero;
        ReadOutcome outcome;
        if (_power is not null)
        {
            outcome = TryReadMagnitude(_power, out long microwatts);
            if (outcome == ReadOutcome.Ok) power = Power.FromMicrowatts(microwatts);
            return outcome;
        }

        outcome = TryReadMagnitude(_current!, out long microamperes);
        if (outcome != ReadOutcome.Ok) return outcome;
        outcome = TryReadMagnitude(_voltage!, out long microvolts);
        if (outcome == ReadOutcome.Ok) power = Power.FromWatts((double)microamperes * microvolts / 1e12);
        return outcome;
    }

    private static ReadOutcome TryReadMagnitude(PseudoFile file, out long magnitude)
    {
        magnitude = 0;
        Span<byte> buffer = stackalloc byte[32];
        ReadOutcome outcome = file.TryRead(buffer, 0, out int length);
        if (outcome != ReadOutcome.Ok) return outcome;
        ReadOnlySpan<byte> text = System.MemoryExtensions.Trim(buffer[..length], "\n "u8);
        if (!Utf8Parser.TryParse(text, out long value, out int used) || used != text.Length) return ReadOutcome.Malformed;
        if (value is < -Absurd or > Absurd) return ReadOutcome.Malformed;
        magnitude = Math.Abs(value);
        return ReadOutcome.Ok;
    }
}
