using System.Globalization;
using EcoCode.Quantities.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Quantities.Tests.Text;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(521_300, "521 kJ")]
    [InlineData(999.4, "999 J")]
    [InlineData(999.5, "1.00 kJ")]
    [InlineData(999.6, "1.00 kJ")]
    [InlineData(1000, "1.00 kJ")]
    [InlineData(61.94, "61.9 J")]
    [InlineData(99.96, "100 J")]
    [InlineData(9.996, "10.0 J")]
    [InlineData(0.9995, "1.00 J")]
    [InlineData(0.9994, "999 mJ")]
    [InlineData(0.0012, "1.20 mJ")]
    [InlineData(0.000_001, "1.00 µJ")]
    [InlineData(0, "0 J")]
    [InlineData(-3.5, "-3.50 J")]
    [InlineData(-999.6, "-1.00 kJ")]
    [InlineData(1e9, "1.00 GJ")]
    [InlineData(9e12, "9000 GJ")]
    public void Joules_have_three_digits_and_a_unit(double joules, string expected)
        => Assert.Equal(expected, Scale.Joules(Energy.FromJoules(joules)));

    [Theory]
    [InlineData(3600, "1.00 Wh")]
    [InlineData(522_000, "145 Wh")]
    [InlineData(3.6e6, "1.00 kWh")]
    [InlineData(3.6e9, "1.00 MWh")]
    [InlineData(3.6, "1.00 mWh")]
    [InlineData(0.0036, "1.00 µWh")]
    [InlineData(0, "0 Wh")]
    public void Watt_hours_have_their_own_units(double joules, string expected)
        => Assert.Equal(expected, Scale.WattHours(Energy.FromJoules(joules)));

    [Theory]
    [InlineData(31.92, "31.9 W")]
    [InlineData(0.4, "0.40 W")]
    [InlineData(0.1, "0.10 W")]
    [InlineData(0.999, "1.00 W")]
    [InlineData(0.099, "99.0 mW")]
    [InlineData(0.0000375, "37.5 µW")]
    [InlineData(-0.4, "-0.40 W")]
    [InlineData(1250, "1.25 kW")]
    [InlineData(2e6, "2.00 MW")]
    [InlineData(0, "0 W")]
    public void Watts_below_one_keep_two_decimals(double watts, string expected)
        => Assert.Equal(expected, Scale.Watts(Power.FromWatts(watts)));

    [Theory]
    [InlineData(49.83, "49.8 g")]
    [InlineData(1530, "1.53 kg")]
    [InlineData(2.5e6, "2.50 t")]
    [InlineData(0.0101, "10.1 mg")]
    [InlineData(0.000_002_5, "2.50 µg")]
    [InlineData(0.000_000_002_5, "2.50 ng")]
    [InlineData(0.000_000_000_002_5, "0.00250 ng")]
    [InlineData(0, "0 g")]
    public void Grams_reach_from_micrograms_to_tonnes(double grams, string expected)
        => Assert.Equal(expected, Scale.Grams(Carbon.FromGrams(grams)));

    [Theory]
    [InlineData(1.2, "1.20 L")]
    [InlineData(1200, "1.20 m³")]
    [InlineData(0.25, "250 mL")]
    [InlineData(0.000_03, "30.0 µL")]
    [InlineData(0.000_000_000_8, "0.800 nL")]
    [InlineData(0, "0 L")]
    public void Litres_become_cubic_metres(double litres, string expected)
        => Assert.Equal(expected, Scale.Litres(Water.FromLitres(litres)));

    [Theory]
    [InlineData("0.045", "0.045 EUR")]
    [InlineData("12.3456", "12.35 EUR")]
    [InlineData("0.9996", "1.00 EUR")]
    [InlineData("0.0014", "0.001 EUR")]
    [InlineData("0.000123", "0.000123 EUR")]
    [InlineData("0.00000000456", "<0.000001 EUR")]
    [InlineData("-0.0451", "-0.045 EUR")]
    [InlineData("-0.00000000456", ">-0.000001 EUR")]
    [InlineData("0", "0.000 EUR")]
    public void Money_never_shows_nothing_for_something(string amount, string expected)
        => Assert.Equal(expected, Scale.Money(new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), "EUR")));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.000_25, "250 µs")]
    [InlineData(0.015, "15 ms")]
    [InlineData(0.9994, "999 ms")]
    [InlineData(0.9996, "1.00 s")]
    [InlineData(3.2, "3.20 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.97, "1 min 0 s")]
    [InlineData(761.4, "12 min 41 s")]
    [InlineData(761.6, "12 min 42 s")]
    [InlineData(3599.6, "1 h 0 min")]
    [InlineData(7_265, "2 h 1 min")]
    [InlineData(86_399, "1 d 0 h")]
    [InlineData(187_200, "2 d 4 h")]
    [InlineData(31_536_000, "365 d 0 h")]
    [InlineData(-3.2, "-3.20 s")]
    public void Time_is_rounded_and_carries_over(double seconds, string expected)
        => Assert.Equal(expected, Scale.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.773, "77.3 %")]
    [InlineData(0.9994, "99.9 %")]
    [InlineData(0.9996, "100 %")]
    [InlineData(1.904, "190 %")]
    [InlineData(0.0005, "0.05 %")]
    [InlineData(0.00002, "<0.01 %")]
    public void Shares_are_percent(double share, string expected) => Assert.Equal(expected, Scale.Percent(share));

    [Theory]
    [InlineData(double.NaN, "NaN W")]
    [InlineData(double.PositiveInfinity, "Infinity W")]
    public void What_is_no_number_is_shown_as_such(double watts, string expected)
        => Assert.Equal(expected, Scale.Watts(Power.FromWatts(watts)));

    [Fact]
    public void Three_digits_read_back_within_half_a_percent()
        => Prop.ForAll(Sizes().ToArbitrary(), value =>
        {
            double back = double.Parse(Scale.Digits(value), CultureInfo.InvariantCulture);
            return Math.Abs(back - value) <= Math.Abs(value) * 0.005 * (1 + 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Digits_are_three_however_large_or_small_the_value()
        => Prop.ForAll(Sizes().ToArbitrary(), value =>
        {
            string digits = Scale.Digits(value).Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0');
            return digits.Length >= 3 && digits[3..].All(digit => digit == '0');
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_scaled_energy_is_never_shown_as_a_thousand_or_more_below_the_largest_unit()
        => Prop.ForAll(Sizes().Where(size => Math.Abs(size) is < 9e11 and > 1e-6).ToArbitrary(), joules =>
        {
            string[] words = Scale.Joules(Energy.FromJoules(joules)).Split(' ');
            return words[1] == "GJ" || Math.Abs(double.Parse(words[0], CultureInfo.InvariantCulture)) < 1000;
        }).QuickCheckThrowOnFailure();

    /// <summary>Both signs, evenly over the orders of magnitude from 1e-9 to 1e12.</summary>
    private static Gen<double> Sizes()
        => from mantissa in Gen.Choose(100_000, 999_999)
           from exponent in Gen.Choose(-14, 6)
           from sign in Gen.Elements(-1, 1)
           select sign * mantissa * Math.Pow(10, exponent);
}
