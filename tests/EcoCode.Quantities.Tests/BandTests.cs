namespace EcoCode.Quantities.Tests;

public sealed class BandTests
{
    [Fact]
    public void Errors_of_models_add_linearly()
    {
        Band sum = Band.Of(Energy.FromJoules(100), 0.3, Provenance.Modelled) + Band.Of(Energy.FromJoules(200), 0.2, Provenance.Modelled);
        Assert.Equal(30 + 40, sum.HalfWidthJoules, precision: 9);
    }

    [Theory]
    [InlineData(Provenance.Measured)]
    [InlineData(Provenance.Apportioned)]
    public void Errors_of_independent_sensors_add_in_quadrature(Provenance provenance)
    {
        Band sum = Band.Of(Energy.FromJoules(100), 0.03, provenance) + Band.Of(Energy.FromJoules(100), 0.04, provenance);
        Assert.Equal(5, sum.HalfWidthJoules, precision: 9); // 3² + 4² = 5²
    }

    [Fact]
    public void A_modelled_part_stands_beside_the_independent_parts()
    {
        Band sum = Band.Of(Energy.FromJoules(100), 0.03, Provenance.Measured)
            + Band.Of(Energy.FromJoules(100), 0.10, Provenance.Modelled)
            + Band.Of(Energy.FromJoules(100), 0.04, Provenance.Measured);
        Assert.Equal(10 + 5, sum.HalfWidthJoules, precision: 9);
    }

    [Fact]
    public void A_thousand_ticks_of_a_model_are_as_wrong_as_one_long_tick()
    {
        Band sum = default;
        for (int tick = 0; tick < 1000; tick++) sum += Band.Of(Energy.FromJoules(1), 0.25, Provenance.Modelled);
        Assert.Equal(Band.Of(Energy.FromJoules(1000), 0.25, Provenance.Modelled).HalfWidthJoules, sum.HalfWidthJoules, precision: 9);
    }

    [Fact]
    public void A_negative_figure_has_a_positive_band()
        => Assert.Equal(5, Band.Of(Energy.FromJoules(-100), 0.05, Provenance.Modelled).HalfWidthJoules, precision: 9);

    [Fact]
    public void The_default_band_is_none() => Assert.Equal(0, default(Band).HalfWidthJoules);
}
