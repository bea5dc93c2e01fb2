using EcoCode.Quantities;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Metering.Tests;

public sealed class HistoryTests
{
    [Fact]
    public void A_run_of_any_length_keeps_its_energy_in_at_most_sixty_values()
        => Prop.ForAll(
            (from milliseconds in Gen.Choose(1, 5_000_000) from joules in Gen.Choose(0, 1000) select (milliseconds, joules)).NonEmptyListOf().ToArbitrary(),
            spans =>
            {
                var history = new History();
                TimeSpan end = TimeSpan.Zero;
                foreach ((int milliseconds, int joules) in spans) history.Add(end += TimeSpan.FromMilliseconds(milliseconds), Energy.FromJoules(joules));
                (TimeSpan width, IReadOnlyList<double> watts) = history.Read(60);
                Assert.InRange(watts.Count, 1, 60);
                Assert.InRange(end, width * (watts.Count - 1), width * watts.Count);
                double last = (end - (width * (watts.Count - 1))).TotalSeconds;
                double kept = (watts.SkipLast(1).Sum() * width.TotalSeconds) + (watts[^1] * last);
                Assert.Equal(spans.Sum(span => (double)span.joules), kept, tolerance: 1e-6 * (1 + kept));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Values_are_mean_powers_of_their_steps()
    {
        var history = new History();
        history.Add(TimeSpan.FromSeconds(0.1), Energy.FromJoules(1));
        history.Add(TimeSpan.FromSeconds(0.3), Energy.FromJoules(6));
        (TimeSpan width, IReadOnlyList<double> watts) = history.Read(60);
        Assert.Equal(TimeSpan.FromSeconds(0.1), width);
        Assert.Equal([10, 30, 30], watts.Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Steps_double_in_width_when_they_are_used_up()
    {
        var history = new History();
        for (int second = 1; second <= 20; second++) history.Add(TimeSpan.FromSeconds(second), Energy.FromJoules(second <= 10 ? 5 : 7));
        (TimeSpan width, IReadOnlyList<double> watts) = history.Read(60);
        Assert.Equal(TimeSpan.FromSeconds(0.4), width);
        Assert.Equal([.. Enumerable.Repeat(5.0, 25), .. Enumerable.Repeat(7.0, 25)], watts.Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Nothing_added_is_no_value_and_no_peak()
    {
        var history = new History();
        Assert.Empty(history.Read(60).Watts);
        Assert.Equal(Power.Zero, history.Peak);
    }

    [Fact]
    public void The_peak_is_the_highest_power_over_at_least_50_ms()
    {
        var history = new History();
        history.Add(TimeSpan.FromMilliseconds(100), Energy.FromJoules(1));
        history.Add(TimeSpan.FromMilliseconds(150), Energy.FromJoules(2));
        history.Add(TimeSpan.FromMilliseconds(250), Energy.FromJoules(1));
        Assert.Equal(40, history.Peak.Watts, precision: 9);
    }

    [Fact]
    public void A_step_of_the_counter_in_a_short_first_span_makes_no_peak()
    {
        var history = new History();
        history.Add(TimeSpan.FromMilliseconds(1), Energy.FromJoules(0.5));
        history.Add(TimeSpan.FromMilliseconds(100), Energy.FromJoules(0.5));
        history.Add(TimeSpan.FromMilliseconds(200), Energy.FromJoules(1));
        Assert.Equal(10, history.Peak.Watts, precision: 9);
    }

    [Fact]
    public void Short_spans_are_taken_together_for_the_peak()
    {
        var history = new History();
        for (int i = 1; i <= 20; i++) history.Add(TimeSpan.FromMilliseconds(10 * i), Energy.FromJoules(i is > 10 and <= 15 ? 0.3 : 0.1));
        Assert.Equal(30, history.Peak.Watts, precision: 9);
    }

    [Fact]
    public void A_run_that_is_too_short_for_a_peak_has_its_mean()
    {
        var history = new History();
        history.Add(TimeSpan.FromMilliseconds(10), Energy.FromJoules(0.3));
        history.Add(TimeSpan.FromMilliseconds(20), Energy.FromJoules(0.1));
        Assert.Equal(20, history.Peak.Watts, precision: 9);
    }
}
