using EcoCode.Ledger.Repetition;

namespace EcoCode.Ledger.Tests.Repetition;

public sealed class StatisticsTests
{
    /// <summary>Known in closed form: arctangent for 1 degree of freedom, algebraic for 2 and 4.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(40)]
    public void Students_distribution_is_that_of_its_closed_forms(double t)
    {
        Assert.Equal(1 - (2 / Math.PI * Math.Atan(t)), StudentT.TwoSided(t, 1), 1e-13);
        Assert.Equal(1 - (t / Math.Sqrt(2 + (t * t))), StudentT.TwoSided(t, 2), 1e-13);
        double s = t / Math.Sqrt(4 + (t * t));
        Assert.Equal(1 - (s * (1 + (2 / (4 + (t * t))))), StudentT.TwoSided(t, 4), 1e-13);
    }

    /// <summary>Table values of the 5 % and 1 % points (Fisher and Yates).</summary>
    [Theory]
    [InlineData(2.228, 10, 0.05)]
    [InlineData(3.169, 10, 0.01)]
    [InlineData(2.042, 30, 0.05)]
    [InlineData(1.980, 120, 0.05)]
    [InlineData(1.959964, 1e7, 0.05)]
    [InlineData(0, 7, 1)]
    public void Students_distribution_has_the_points_of_the_tables(double t, double freedom, double p) => Assert.Equal(p, StudentT.TwoSided(t, freedom), 1e-4);

    [Fact]
    public void A_side_is_as_likely_as_the_other() => Assert.Equal(StudentT.TwoSided(1.7, 5.3), StudentT.TwoSided(-1.7, 5.3));

    /// <summary>Two samples of the book example, worked out by hand: means 3 and 6, variances 2.5 and 10, five values each.</summary>
    [Fact]
    public void Welchs_test_is_worked_out_so()
    {
        WelchTest test = WelchTest.Of(Spread.Of([1, 2, 3, 4, 5]), Spread.Of([2, 4, 6, 8, 10]))!;
        Assert.Equal(3 / Math.Sqrt(2.5), test.T, 1e-12);
        Assert.Equal(6.25 / ((0.25 / 4) + (4.0 / 4)), test.Freedom, 1e-12);
        Assert.InRange(test.P, 0.10, 0.11);
    }

    [Fact]
    public void Nothing_is_tested_without_scatter()
    {
        Assert.Null(WelchTest.Of(Spread.Of([1]), Spread.Of([2, 3])));
        Assert.Null(WelchTest.Of(Spread.Of([1, 1]), Spread.Of([2, 2])));
        Assert.NotNull(WelchTest.Of(Spread.Of([1, 1]), Spread.Of([2, 2.1])));
    }

    /// <summary>Normal values of one distribution, 2,000 times: the test must be right in 95 of 100.</summary>
    [Fact]
    public void Equal_things_are_called_different_in_five_of_a_hundred()
    {
        var random = new Random(20260822);
        int called = Enumerable.Range(0, 2000).Count(_ => WelchTest.Of(Sample(random, 8, 100, 5), Sample(random, 12, 100, 15))!.P < 0.05);
        Assert.InRange(called, 70, 130);
    }

    [Fact]
    public void A_real_difference_of_three_deviations_is_mostly_found()
    {
        var random = new Random(1);
        Assert.InRange(Enumerable.Range(0, 200).Count(_ => WelchTest.Of(Sample(random, 8, 100, 2), Sample(random, 8, 106, 2))!.P < 0.05), 195, 200);
    }

    [Fact]
    public void Mean_deviation_median_and_extremes_are_those_of_the_values()
    {
        Spread spread = Spread.Of([4, 2, 9, 5]);
        Assert.Equal((5, 4.5, 2, 9), (spread.Mean, spread.Median, spread.Min, spread.Max));
        Assert.Equal(Math.Sqrt((1 + 9 + 16) / 3.0), spread.Sigma!.Value, 1e-12);
        Assert.Null(Spread.Of([7]).Sigma);
        Assert.Throws<ArgumentOutOfRangeException>(() => Spread.Of([]));
    }

    [Fact]
    public void Outliers_are_what_the_median_deviation_makes_them()
    {
        // Median 10, median absolute deviation 1: the limit is 14.826 away.
        Assert.Equal([6], Spread.Of([8, 9, 10, 10, 11, 12, 25, 9]).Outliers);
        Assert.Empty(Spread.Of([8, 9, 10, 10, 11, 12, 24, 9]).Outliers);
        Assert.Empty(Spread.Of([5, 5, 5]).Outliers);
    }

    private static Spread Sample(Random random, int count, double mean, double sigma)
        => Spread.Of(Enumerable.Range(0, count).Select(_ => mean + (sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))));
}
