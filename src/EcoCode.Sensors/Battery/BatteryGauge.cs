using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Battery;

/// <summary>Power that the machine draws from its batteries, while they alone feed it.</summary>
internal sealed class BatteryGauge(BatteryPack[] batteries, PseudoFile[] mains) : IPowerGauge
{
    public SensorId Id => new("battery");

    /// <summary>The sum over the batteries that discharge.</summary>
    /// <returns>
    /// <see cref="ReadOutcome.NotSupported"/> while none discharges, and while a charger is online: it then gives a part that no
    /// battery sees, even if a battery helps out.
    /// </returns>
    public ReadOutcome TryRead(out Power reading)
    {
        reading = Power.Zero;
        foreach (PseudoFile online in mains)
            if (online.TryReadCount(out long on) == ReadOutcome.Ok && on != 0)
                return ReadOutcome.NotSupported;

        Power sum = Power.Zero;
        int discharging = 0;
        foreach (BatteryPack battery in batteries)
        {
            // One of two batteries is often at rest while the other one works; at rest it gives nothing.
            ReadOutcome outcome = battery.TryReadDischarging(out bool isDischarging);
            if (outcome != ReadOutcome.Ok) return outcome;
            if (!isDischarging) continue;
            outcome = battery.TryReadPower(out Power power);
            if (outcome != ReadOutcome.Ok) return outcome;
            sum += power;
            discharging++;
        }

        if (discharging == 0) return ReadOutcome.NotSupported;
        reading = sum;
        return ReadOutcome.Ok;
    }
}
