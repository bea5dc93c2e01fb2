using System.Globalization;

namespace EcoCode.Quantities.Text;

/// <summary>The one rule by which quantities are written for people: three significant digits, a space, the unit.</summary>
/// <remarks>Never used for JSON, CSV or metrics, which keep base units and full precision.</remarks>
public static class Scale
{
    /// <summary>A millionth of any currency: more digits would break the column and tell nothing.</summary>
    private const decimal LeastMoney = 0.000001m;

    private static readonly (double Factor, string Unit)[] Joule = [(1e9, "GJ"), (1e6, "MJ"), (1e3, "kJ"), (1, "J"), (1e-3, "mJ"), (1e-6, "µJ")];
    private static readonly (double Factor, string Unit)[] WattHour = [(1e6, "MWh"), (1e3, "kWh"), (1, "Wh"), (1e-3, "mWh"), (1e-6, "µWh"), (1e-9, "nWh")];
    private static readonly (double Factor, string Unit)[] Watt = [(1e6, "MW"), (1e3, "kW"), (1, "W"), (1e-3, "mW"), (1e-6, "µW")];
    private static readonly (double Factor, string Unit)[] Gram = [(1e6, "t"), (1e3, "kg"), (1, "g"), (1e-3, "mg"), (1e-6, "µg"), (1e-9, "ng")];
    private static readonly (double Factor, string Unit)[] Litre = [(1e3, "m³"), (1, "L"), (1e-3, "mL"), (1e-6, "µL"), (1e-9, "nL")];

    /// <summary>For example <c>521 kJ</c>.</summary>
    public static string Joules(Energy energy) => Scaled(energy.Joules, Joule);

    /// <summary>For example <c>145 Wh</c>.</summary>
    public static string WattHours(Energy energy) => Scaled(energy.KilowattHours * 1000, WattHour);

    /// <summary>In Wh from one on, and below in J, where Wh would be fractions that nobody has a feeling for.</summary>
    public static string Everyday(Energy energy) => Math.Abs(energy.Joules) >= 3600 * 0.9995 ? WattHours(energy) : Joules(energy);

    /// <summary>For example <c>31.9 W</c>. Below a watt two decimals are kept (<c>0.40 W</c>), which is what sensors can tell.</summary>
    public static string Watts(Power power)
        => Math.Abs(power.Watts) is >= 0.1 and < 1 ? power.Watts.ToString("0.00", CultureInfo.InvariantCulture) + " W" : Scaled(power.Watts, Watt);

    /// <summary>For example <c>49.8 g</c>.</summary>
    public static string Grams(Carbon carbon) => Scaled(carbon.Grams, Gram);

    /// <summary>For example <c>1.20 L</c>.</summary>
    public static string Litres(Water water) => Scaled(water.Litres, Litre);

    /// <summary>For example <c>0.045 EUR</c>: three decimals under 1, two above; three significant digits where three decimals would show nothing, and <c>&lt;0.000001 EUR</c> below that.</summary>
    public static string Money(Money money)
    {
        decimal size = Math.Abs(money.Amount);
        string amount = size >= 0.9995m ? money.Amount.ToString("0.00", CultureInfo.InvariantCulture)
            : size is 0 or >= 0.001m ? money.Amount.ToString("0.000", CultureInfo.InvariantCulture)
            : size >= LeastMoney ? Digits((double)money.Amount)
            : money.Amount > 0 ? "<0.000001" : ">-0.000001";
        return $"{amount} {money.Currency}";
    }

    /// <summary>For example <c>12 min 41 s</c>, <c>3.20 s</c>, <c>15 ms</c>, <c>2 d 4 h</c>; rounded to the smaller unit, never "0" for a time that is not zero.</summary>
    public static string Time(TimeSpan time)
    {
        double seconds = Math.Abs(time.TotalSeconds);
        string text = seconds switch
        {
            0 => "0 ms",
            < 0.0009995 => Digits(seconds * 1e6) + " µs",
            < 0.9995 => Rounded(seconds * 1e3) + " ms",
            < 59.95 => Digits(seconds) + " s",
            < 3599.5 => Pair(seconds, 60, "min", "s"),
            < 86370 => Pair(seconds / 60, 60, "h", "min"),
            _ => Pair(seconds / 3600, 24, "d", "h"),
        };
        return time < TimeSpan.Zero ? "-" + text : text;
    }

    /// <summary>A share of a whole, for example <c>77.3 %</c>, <c>0.05 %</c>, <c>&lt;0.01 %</c>.</summary>
    public static string Percent(double share) => Math.Abs(share) switch
    {
        0 => "0 %",
        >= 0.9995 => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
        >= 0.001 => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        >= 0.0001 => (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %",
        _ => "<0.01 %",
    };

    /// <summary>Three significant digits without an exponent: <c>0.40</c> is <c>0.400</c>, 1234 is <c>1230</c>.</summary>
    public static string Digits(double value)
    {
        double size = Math.Abs(value);
        if (size == 0) return "0";
        if (!double.IsFinite(size)) return value.ToString(CultureInfo.InvariantCulture);
        int exponent = (int)Math.Floor(Math.Log10(size));
        double unit = Math.Pow(10, exponent - 2);
        if (Math.Round(size / unit) >= 1000) exponent++;
        return exponent <= 2
            ? value.ToString("F" + (2 - exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : (Math.Round(value / unit) * unit).ToString("0", CultureInfo.InvariantCulture);
    }

    private static string Rounded(double value) => Math.Round(value).ToString("0", CultureInfo.InvariantCulture);

    private static string Pair(double smaller, int perLarger, string larger, string unit)
    {
        (long count, long rest) = Math.DivRem((long)Math.Round(smaller), perLarger);
        return string.Create(CultureInfo.InvariantCulture, $"{count} {larger} {rest} {unit}");
    }

    private static string Scaled(double value, (double Factor, string Unit)[] units)
    {
        double size = Math.Abs(value);
        if (size == 0 || !double.IsFinite(size)) return $"{Digits(value)} {units.First(unit => unit.Factor == 1).Unit}";

        // 0.9995 rather than 1, so that 999.6 J reads "1.00 kJ" and never "1000 J".
        foreach ((double factor, string unit) in units)
        {
            if (size >= factor * 0.9995) return $"{Digits(value / factor)} {unit}";
        }

        (double least, string name) = units[^1];
        return $"{Digits(value / least)} {name}";
    }
}
