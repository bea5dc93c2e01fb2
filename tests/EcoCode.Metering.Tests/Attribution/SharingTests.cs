using EcoCode.Metering.Attribution;
using EcoCode.Quantities;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Metering.Tests.Attribution;

public sealed class SharingTests
{
    /// <summary>0, and every order of magnitude up to 2^58, so that a few of them still sum to a number that can be held.</summary>
    private static readonly Gen<long> Weights =
        from digits in Gen.Choose(0, int.MaxValue)
        from shift in Gen.Choose(0, 31)
        from none in Gen.Choose(0, 3)
        select none == 0 ? 0 : (long)digits << shift >> 4;

    private static readonly Gen<long> Wholes = from digits in Gen.Choose(0, int.MaxValue) from shift in Gen.Choose(0, 31) select (long)digits << shift;

    [Fact]
    public void Shares_sum_to_the_whole_and_are_each_within_a_microjoule_of_exact()
        => Prop.ForAll(Weights.ListOf(12).ToArbitrary(), Wholes.ToArbitrary(), (weights, whole) =>
        {
            long sum = weights.Sum();
            var sharing = new Sharing(Energy.FromMicrojoules(whole), sum);
            long given = 0;
            foreach (long weight in weights)
            {
                long share = sharing.Next(weight).Microjoules;
                Assert.True(share >= 0);
                if (sum > 0) Assert.InRange(share - ((Int128)whole * weight / sum), -1, 1);
                given += share;
            }

            Assert.Equal(sum == 0 ? 0 : whole, given);
            Assert.Equal(whole - given, sharing.Rest.Microjoules);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_not_asked_for_is_the_rest()
    {
        var sharing = new Sharing(Energy.FromMicrojoules(1000), 10);
        Assert.Equal(300, sharing.Next(3).Microjoules);
        Assert.Equal(700, sharing.Rest.Microjoules);
    }

    [Fact]
    public void Weights_beyond_the_announced_sum_get_nothing_more()
    {
        var sharing = new Sharing(Energy.FromMicrojoules(1000), long.MaxValue);
        Assert.Equal(999, sharing.Next(long.MaxValue - 1).Microjoules);
        Assert.Equal(1, sharing.Next(long.MaxValue).Microjoules);
        Assert.Equal(0, sharing.Next(long.MaxValue).Microjoules);
        Assert.Equal(Energy.Zero, sharing.Rest);
    }
}
