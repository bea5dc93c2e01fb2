namespace EcoCode.Host;

/// <summary>Reads the chassis type of SMBIOS (DSP0134, table 17), which Linux shows to everyone.</summary>
public static class ChassisText
{
    /// <summary>The kind of box.</summary>
    public static Chassis Read(PseudoFs sys)
    {
        ArgumentNullException.ThrowIfNull(sys);
        if (sys.TryReadInteger("class/dmi/id/chassis_type", out long type) != ReadOutcome.Ok) return Chassis.Unknown;
        return type switch
        {
            3 or 4 or 5 or 6 or 7 or 13 or 15 or 16 or 24 or 35 => Chassis.Desktop,
            8 or 9 or 10 or 14 or 31 or 32 => Chassis.Laptop,
            17 or 23 or 25 or 28 or 29 => Chassis.Server,
            _ => Chassis.Unknown,
        };
    }
}
