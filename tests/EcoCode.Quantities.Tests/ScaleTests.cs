using EcoCode.Quantities.Text;

namespace EcoCode.Quantities.Tests;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(521_300, "521 kJ")]
    [InlineData(999.6, "1.00 kJ")]
    [InlineData(61.94, "61.9 J")]
    [InlineData(0.0012, "1.20 mJ")]
    [InlineData(0, "0 J")]
    [InlineData(-3.5, "-3.50 J")]
    public void Joules_have_three_digits_and_a_unit(double joules, string expected)
        => Assert.Equal(expected, Scale.Joules(Energy.FromJoules(joules)));
}
