using System.Numerics;

namespace EcoCode.Quantities;

/// <summary>An amount of energy, held as whole microjoules.</summary>
/// <remarks>
/// Integral so that shares sum to the whole, exactly. Range ±9.2 TJ (2.5 GWh); arithmetic beyond it throws
/// <see cref="OverflowException"/>. <c>default</c> is <see cref="Zero"/>.
/// </remarks>
public readonly record struct Energy(long Microjoules)
    : IComparable<Energy>, IAdditionOperators<Energy, Energy, Energy>, ISubtractionOperators<Energy, Energy, Energy>
{
    /// <summary>No energy.</summary>
    public static Energy Zero => default;

    /// <summary>The largest amount that can be held; as the range of a counter it means "never wraps".</summary>
    public static Energy MaxValue => new(long.MaxValue);

    /// <summary>Joules, for output and models; sums are made of microjoules.</summary>
    public double Joules => Microjoules / 1e6;

    /// <summary>Kilowatt-hours: 3.6e12 µJ each.</summary>
    public double KilowattHours => Microjoules / 3.6e12;

    /// <summary>Makes an amount of whole microjoules.</summary>
    public static Energy FromMicrojoules(long value) => new(value);

    /// <summary>Makes an amount of joules, rounded to the nearest microjoule.</summary>
    /// <exception cref="OverflowException">The value is not a number, or beyond the range.</exception>
    public static Energy FromJoules(double value) => new(checked((long)Math.Round(value * 1e6)));

    /// <summary>Makes an amount of kilowatt-hours, rounded to the nearest microjoule.</summary>
    /// <exception cref="OverflowException">The value is not a number, or beyond the range.</exception>
    public static Energy FromKilowattHours(double value) => new(checked((long)Math.Round(value * 3.6e12)));

    /// <summary>The larger of two amounts.</summary>
    public static Energy Max(Energy left, Energy right) => left >= right ? left : right;

    /// <summary>The smaller of two amounts.</summary>
    public static Energy Min(Energy left, Energy right) => left <= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Energy other) => Microjoules.CompareTo(other.Microjoules);

    public static Energy operator +(Energy left, Energy right) => new(left.Microjoules + right.Microjoules);

    public static Energy operator -(Energy left, Energy right) => new(left.Microjoules - right.Microjoules);

    public static Power operator /(Energy energy, TimeSpan over) => Power.FromWatts(energy.Joules / over.TotalSeconds);

    /// <summary>The ratio of two amounts.</summary>
    public static double operator /(Energy part, Energy whole) => (double)part.Microjoules / whole.Microjoules;

    public static Carbon operator *(Energy energy, CarbonIntensity grid) => Carbon.FromGrams(energy.KilowattHours * grid.GramsPerKilowattHour);

    public static Water operator *(Energy energy, WaterIntensity use) => Water.FromLitres(energy.KilowattHours * use.LitresPerKilowattHour);

    public static Money operator *(Energy energy, Price price) => new((decimal)energy.KilowattHours * price.PerKilowattHour, price.Currency);

    public static bool operator <(Energy left, Energy right) => left.Microjoules < right.Microjoules;

    public static bool operator >(Energy left, Energy right) => left.Microjoules > right.Microjoules;

    public static bool operator <=(Energy left, Energy right) => left.Microjoules <= right.Microjoules;

    public static bool operator >=(Energy left, Energy right) => left.Microjoules >= right.Microjoules;

    /// <summary>Joules with the unit, for debugging; people get <see cref="Text.Scale"/>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Joules:0.######} J");
}
