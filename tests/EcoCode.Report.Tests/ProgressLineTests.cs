using EcoCode.Quantities;

namespace EcoCode.Report.Tests;

public sealed class ProgressLineTests
{
    [Theory]
    [InlineData(761, 685, 521_400, 49.82, "12:41  685 W  145 Wh  49.8 g")]
    [InlineData(2, 14.2, 28, 0.0035, "0:02  14.2 W  7.78 mWh  3.50 mg")]
    [InlineData(0, 0, 0, 0, "0:00  0 W  0 Wh  0 g")]
    [InlineData(4361, 1240, 5_400_000, 516, "1:12:41  1.24 kW  1.50 kWh  516 g")]
    [InlineData(180_001, 1, 180_000, 17, "50:00:01  1.00 W  50.0 Wh  17.0 g")]
    public void Shows_time_power_energy_and_carbon(double seconds, double watts, double joules, double grams, string expected)
        => Assert.Equal(expected, Line(seconds, watts, joules, grams));

    [Fact]
    public void Spells_micro_in_ascii()
        => Assert.Equal("0:01  1.00 W  278 uWh  26.0 ug", Line(1, 1, 1, 26e-6, unicode: false));

    private static string Line(double seconds, double watts, double joules, double grams, bool unicode = true)
        => ProgressLine.Render(TimeSpan.FromSeconds(seconds), Power.FromWatts(watts), Energy.FromJoules(joules), Carbon.FromGrams(grams), unicode);
}
