using EcoCode.Impact.Planning;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Planning;

public sealed class PlanPlaceTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 20, 20, 30, 15, TimeSpan.Zero);

    [Fact]
    public void Water_of_the_building_goes_by_the_computers_energy_and_that_of_the_grid_by_the_meters()
    {
        ImpactFactors factors = Resolved.Factors(new() { Zone = "aws:us-east-1" });
        ImpactFigures expected = factors.Of(Energy.FromKilowattHours(2), TimeSpan.FromHours(1), 0);
        PlanPlace place = PlanPlace.Of("aws:us-east-1", factors, null, From, From.AddDays(1));
        Assert.True(Planner.TryPlan([place], new() { Now = From, Duration = TimeSpan.FromHours(1), Deadline = From.AddHours(3), Goal = PlanGoal.Water, Power = Power.FromWatts(2000) }, out Plan? plan, out _));
        Assert.Equal(expected.KnownWater!.Value.Litres, plan.Best.Water!.Value.Litres, 1e-9);
        Assert.Equal((double)expected.Cost!.Value.Amount, (double)plan.Best.Cost!.Value.Amount, 1e-9);
        Assert.True(plan.IsAtOnce);
    }

    [Fact]
    public void Prices_that_go_by_the_time_make_a_course()
    {
        // 22:00 in Berlin is 21:00Z in winter.
        const string night = """{ "time_zone": "Europe/Berlin", "currency": "EUR", "price_per_kwh": 0.32, "rules": [{ "from": "22:00", "to": "06:00", "price_per_kwh": 0.24 }] }""";
        Assert.True(TariffText.TryParse("night.json", night, out ITimedPrice? prices, out Note? problem), problem?.Message);
        PlanPlace place = PlanPlace.Of("DE", Resolved.Factors(new() { Zone = "DE", Prices = prices }), null, From, From.AddHours(24));
        Assert.Equal("EUR", place.Currency);
        Assert.Equal([0.32, 0.24, 0.32], place.Cost!.Steps.Select(step => step.PerKilowattHour));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero), place.Cost.Steps[1].From);
        Assert.Equal(From, place.Cost.Steps[0].From);
        Assert.Equal(From.AddHours(24), place.Cost.Steps[^1].To);
        Assert.True(Planner.TryPlan([place], new() { Now = From, Duration = TimeSpan.FromHours(4), Deadline = From.AddHours(23), Goal = PlanGoal.Cost }, out Plan? plan, out _));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero), plan.Best.Start);
    }

    [Fact]
    public void Of_a_place_without_factors_nothing_is_made_up()
    {
        PlanPlace place = PlanPlace.Of("CAISO_NORTH", null, null, From, From.AddHours(1));
        Assert.Null(place.Cost);
        Assert.Null(place.Water);
        Assert.Equal(1, place.Pue);
    }
}
