using EcoCode.Impact.Planning;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 0, 0, TimeSpan.FromHours(1));

    /// <summary>From now on an hour each: 300, 300, 100, 200 g/kWh.</summary>
    private static readonly PlanPlace Home = new() { Zone = "DE", Carbon = Hours(300, 300, 100, 200), Cost = Hours(0.4, 0.3, 0.3, 0.1), Currency = "EUR", Water = Hours(2, 2, 2, 2), Pue = 1.5 };

    private static readonly PlanRequest TwoHours = new() { Now = Now, Duration = TimeSpan.FromHours(2), Deadline = Now.AddHours(4), Power = Power.FromWatts(500) };

    [Fact]
    public void What_is_saved_is_the_difference_to_starting_now()
    {
        // 500 W for 2 h are 1 kWh, 1.5 kWh at the meter: 1.5 × 150 g instead of 1.5 × 300 g; 1.5 × 0.2 EUR instead of 1.5 × 0.35 EUR.
        Plan plan = Made([Home], TwoHours);
        Assert.Equal(Now.AddHours(2), plan.Best.Start);
        Assert.Equal(Now.AddHours(4), plan.Best.End);
        Assert.Equal(Energy.FromKilowattHours(1), plan.Energy);
        Assert.Equal(225, plan.Best.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(450, plan.AtOnce!.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(225, plan.SavedCarbon!.Value.Grams, 1e-9);
        Assert.Equal(0.5, plan.SavedShare!.Value, 1e-12);
        Assert.Equal(0.225, (double)plan.SavedCost!.Value.Amount, 1e-9);
        Assert.Equal(0, plan.SavedWater!.Value.Litres, 1e-9);
        Assert.False(plan.IsAtOnce);
    }

    [Fact]
    public void Each_goal_has_its_own_best_start()
    {
        Assert.Equal(Now.AddHours(2), Made([Home], TwoHours with { Goal = PlanGoal.Cost }).Best.Start);
        Assert.Equal(Now, Made([Home], TwoHours with { Goal = PlanGoal.Water }).Best.Start);
        Assert.Equal(Now.AddHours(3), Made([Home], TwoHours with { Goal = PlanGoal.Cost, Duration = TimeSpan.FromHours(1) }).Best.Start);
    }

    [Fact]
    public void Without_a_power_the_figures_are_those_of_a_kilowatt_hour()
        => Assert.Equal(Energy.FromKilowattHours(1), Made([Home], TwoHours with { Power = null, Duration = TimeSpan.FromHours(3) }).Energy);

    [Fact]
    public void Another_place_is_chosen_for_what_it_comes_to_and_not_for_its_grid_alone()
    {
        PlanPlace cleaner = Home with { Zone = "FR", Carbon = Hours(290, 290, 140, 140), Pue = 1 };
        Plan plan = Made([Home, cleaner], TwoHours);
        Assert.Equal("FR", plan.Best.Zone);
        Assert.Equal(["FR", "DE"], plan.Places.Select(run => run.Zone));
        Assert.Equal("DE", plan.AtOnce!.Zone);
        Assert.Equal("DE", Made([Home, cleaner with { Pue = 2 }], TwoHours).Best.Zone);
    }

    [Fact]
    public void Of_equal_places_it_is_the_first() => Assert.Equal("DE", Made([Home, Home with { Zone = "FR" }], TwoHours).Best.Zone);

    [Fact]
    public void At_once_elsewhere_is_not_at_once()
        => Assert.False(Made([Home, Home with { Zone = "FR", Carbon = Hours(10, 10, 10, 10) }], TwoHours).IsAtOnce);

    [Fact]
    public void A_place_of_which_nothing_is_known_is_told_and_left_out()
    {
        Plan plan = Made([Home, Home with { Zone = "XX", Carbon = null }], TwoHours);
        Assert.Equal(["DE"], plan.Places.Select(run => run.Zone));
        Assert.Contains("`XX`", Assert.Single(plan.Notes).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 3, "ECO3171")]
    [InlineData(4, -1, "ECO3171")]
    [InlineData(5, 48, "ECO3174")]
    public void What_does_not_fit_has_its_reason(int durationHours, int deadlineHours, string code)
        => Assert.Equal(code, Refused([Home], TwoHours with { Duration = TimeSpan.FromHours(durationHours), Deadline = Now.AddHours(deadlineHours) }).Code);

    [Fact]
    public void An_old_forecast_is_of_no_use()
        => Assert.Equal("ECO3173", Refused([Home], TwoHours with { Now = Now.AddHours(5), Deadline = Now.AddHours(9) }).Code);

    [Fact]
    public void Nothing_is_started_in_a_gap_nor_runs_into_one()
    {
        PlanPlace gap = Home with { Carbon = new([new(Now, Now.AddHours(1), 10), new(Now.AddHours(2), Now.AddHours(4), 500)]) };
        Plan plan = Made([gap], TwoHours);
        Assert.Equal(Now.AddHours(2), plan.Best.Start);
        Assert.Null(plan.AtOnce);
        Assert.Null(plan.SavedCarbon);
        Note refused = Refused([gap], TwoHours with { Duration = TimeSpan.FromHours(3) });
        Assert.Equal("ECO3174", refused.Code);
        Assert.Contains("2 h 0 min without a gap", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forecast_that_ends_before_the_deadline_is_told()
        => Assert.Equal("ECO3175", Assert.Single(Made([Home], TwoHours with { Deadline = Now.AddHours(9) }).Notes).Code);

    [Fact]
    public void Money_of_two_currencies_is_not_compared()
    {
        PlanPlace[] both = [Home, Home with { Zone = "US", Currency = "USD" }];
        Assert.Equal("ECO3176", Refused(both, TwoHours with { Goal = PlanGoal.Cost }).Code);
        Assert.Null(Made([Home with { Carbon = Hours(300, 300, 300, 300) }, both[1] with { Carbon = Hours(1, 1, 1, 1) }], TwoHours).SavedCost);
    }

    private static RateCourse Hours(params double[] rates) => new(rates.Select((rate, index) => new RateStep(Now.AddHours(index), Now.AddHours(index + 1), rate)));

    private static Plan Made(IReadOnlyList<PlanPlace> places, PlanRequest request)
    {
        Assert.True(Planner.TryPlan(places, request, out Plan? plan, out Note? problem), problem?.Message);
        return plan;
    }

    private static Note Refused(IReadOnlyList<PlanPlace> places, PlanRequest request)
    {
        Assert.False(Planner.TryPlan(places, request, out _, out Note? problem));
        return problem;
    }
}
