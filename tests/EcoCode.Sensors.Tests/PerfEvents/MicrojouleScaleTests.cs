using System.Numerics;
using EcoCode.Quantities;
using EcoCode.Sensors.PerfEvents;

namespace EcoCode.Sensors.Tests.PerfEvents;

public class MicrojouleScaleTests
{
    /// <summary>What the kernel writes for every RAPL event: 2^-32, exactly.</summary>
    private const string Kernel = "2.3283064365386962890625e-10";

    [Fact]
    public void The_kernels_scale_is_kept_exactly() => Assert.Equal(new MicrojouleScale(15625, 1UL << 26), Parse(Kernel));

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(4295UL)]
    [InlineData((1UL << 53) + 1)]
    [InlineData(ulong.MaxValue)]
    public void A_count_becomes_whole_microjoules_to_the_last_one(ulong count)
    {
        var expected = (long)(new BigInteger(count) * 1_000_000 / BigInteger.Pow(2, 32));
        Assert.True(Parse(Kernel).TryConvert(count, out Energy energy));
        Assert.Equal(expected, energy.Microjoules);
    }

    [Theory]
    [InlineData("1", 3UL, 3_000_000)]
    [InlineData("0.5", 3UL, 1_500_000)]
    [InlineData("1e-9", 1_999_999UL, 1999)]
    [InlineData("6.1035E-05", 1000UL, 61_035)]
    [InlineData("25e+1", 2UL, 500_000_000)]
    public void Other_scales_are_read_too(string scale, ulong count, long expected)
    {
        Assert.True(Parse(scale).TryConvert(count, out Energy energy));
        Assert.Equal(expected, energy.Microjoules);
    }

    [Fact]
    public void A_scale_of_more_digits_than_64_bits_hold_loses_less_than_a_microjoule_in_a_million_joules()
    {
        Assert.True(Parse("0.3333333333333333333333333333333333").TryConvert(3_000_000, out Energy energy));
        Assert.InRange(energy.Microjoules, 999_999_999_998, 1_000_000_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.000")]
    [InlineData("-1")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("1.2.3")]
    [InlineData("nan")]
    [InlineData("1e-2147483648")]
    [InlineData("1.5e-2147483648")]
    [InlineData("1e999")]
    [InlineData("1e-100")]
    public void What_is_no_positive_number_of_sensible_size_is_refused(string scale) => Assert.False(MicrojouleScale.TryParse(scale, out _));

    [Fact]
    public void Energy_beyond_the_range_is_refused_and_not_cut() => Assert.False(Parse("1e9").TryConvert(ulong.MaxValue, out _));

    private static MicrojouleScale Parse(string text)
    {
        Assert.True(MicrojouleScale.TryParse(text, out MicrojouleScale scale));
        return scale;
    }
}
