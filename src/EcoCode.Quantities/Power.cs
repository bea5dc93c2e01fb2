namespace EcoCode.Quantities;

/// <summary>Energy per time. <c>default</c> is 0 W.</summary>
public readonly record struct Power(double Watts) : IComparable<Power>
{
    /// <summary>0 W.</summary>
    public static Power Zero => default;

    /// <summary>Makes a power of watts.</summary>
    public static Power FromWatts(double value) => new(value);

    /// <summary>Makes a power of microwatts, the unit of hwmon and power_supply.</summary>
    public static Power FromMicrowatts(long value) => new(value / 1e6);

    /// <inheritdoc/>
    public int CompareTo(Power other) => Watts.CompareTo(other.Watts);

    public static Power operator +(Power left, Power right) => new(left.Watts + right.Watts);

    public static Power operator -(Power left, Power right) => new(left.Watts - right.Watts);

    public static Power operator *(Power power, double factor) => new(power.Watts * factor);

    public static Energy operator *(Power power, TimeSpan over) => Energy.FromJoules(power.Watts * over.TotalSeconds);

    public static bool operator <(Power left, Power right) => left.Watts < right.Watts;

    public static bool operator >(Power left, Power right) => left.Watts > right.Watts;

    public static bool operator <=(Power left, Power right) => left.Watts <= right.Watts;

    public static bool operator >=(Power left, Power right) => left.Watts >= right.Watts;
}
