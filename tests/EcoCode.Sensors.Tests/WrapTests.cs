using EcoCode.Quantities;

namespace EcoCode.Sensors.Tests;

public class WrapTests
{
    [Theory]
    [InlineData(10, 25, 100, 15)]
    [InlineData(25, 25, 100, 0)]
    [InlineData(90, 5, 100, 15)]
    [InlineData(100, 0, 100, 0)]
    [InlineData(0, 100, 100, 100)]
    [InlineData(120, 5, 100, 5)]
    [InlineData(7, long.MaxValue, long.MaxValue, long.MaxValue - 7)]
    public void The_difference_of_two_readings_crosses_the_wrap(long before, long after, long wrapsAt, long expected)
        => Assert.Equal(
            Energy.FromMicrojoules(expected),
            Wrap.Delta(Energy.FromMicrojoules(before), Energy.FromMicrojoules(after), Energy.FromMicrojoules(wrapsAt)));

    [Fact]
    public void A_counter_that_never_wraps_does_not_overflow_when_it_falls_back()
        => Assert.True(Wrap.Delta(Energy.FromMicrojoules(5), Energy.FromMicrojoules(3), Energy.MaxValue) > Energy.FromJoules(9e12));
}
