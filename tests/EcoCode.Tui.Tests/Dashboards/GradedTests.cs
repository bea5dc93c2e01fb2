using EcoCode.Impact.Live;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Tests.Scenes;

namespace EcoCode.Tui.Tests.Dashboards;

/// <summary>The grid's figure of the hour, and what energy of other hours emitted.</summary>
public sealed class GradedTests
{
    [Theory]
    [InlineData(GridLevel.Clean, "DE 344 g/kWh ↓", Tone.Good)]
    [InlineData(GridLevel.Dirty, "DE 344 g/kWh ↑", Tone.Critical)]
    [InlineData(GridLevel.Usual, "DE 344 g/kWh (", Tone.Muted)]
    [InlineData(GridLevel.Unknown, "DE 344 g/kWh (", Tone.Muted)]
    public void An_hour_that_is_unusual_has_a_sign_and_its_colour(GridLevel level, string text, Tone tone)
    {
        Model model = Graded(Scene.Server().After(2), OnScreen.Rates with { Level = level });
        var screen = new CellBuffer(120, 36);
        EcoCode.Tui.View.Screen.Draw(model, screen);
        int at = screen.RowText(0).IndexOf("DE 344", StringComparison.Ordinal);
        Assert.StartsWith(text, screen.RowText(0)[at..], StringComparison.Ordinal);
        Assert.Equal(tone, screen.Row(0)[at].Style.Foreground.Tone);
    }

    [Fact]
    public void Energy_of_each_hour_is_judged_by_the_grid_of_that_hour()
    {
        Scene scene = Scene.Server();
        Model model = Graded(scene.After(2), Rated(100));
        model = scene.After(10, model);
        Energy first = model.Latest!.Energy.Total;
        Assert.Equal(first.KilowattHours * 100, model.Counted.Grams(first), 9);

        model = scene.After(30, Graded(model, Rated(500)));
        Energy all = model.Latest!.Energy.Total;
        double grams = (first.KilowattHours * 100) + ((all - first).KilowattHours * 500);
        Assert.Equal(grams, model.Counted.Grams(all), 9);
        Assert.Equal(grams, model.Forest.Roots.Sum(root => root.Grams), 9);
    }

    [Fact]
    public void Totals_that_were_set_back_count_only_what_was_emitted_since()
    {
        Scene scene = Scene.Server();
        Model model = scene.After(10, Graded(scene.After(2), Rated(100))).Act(Act.Reset);
        Energy before = model.Latest!.Energy.Total;
        model = scene.After(20, Graded(model, Rated(500)));
        Energy since = model.Latest!.Energy.Total - before;
        Assert.Equal(since.KilowattHours * 500, model.Counted.Grams(since), 9);
    }

    [Fact]
    public void Who_counts_anew_has_emitted_nothing_before()
    {
        Model model = Scene.Server().After(50, Graded(OnScreen.Empty(), Rated(100)));
        MachineSnapshot again = Scene.Server().Next();
        model = Graded(model, Rated(300)).After(new Message.Sampled(again, []));
        Assert.Equal(again.Energy.Total.KilowattHours * 300, model.Counted.Grams(again.Energy.Total), 9);
    }

    [Fact]
    public void A_provider_that_tells_nothing_takes_the_colour_and_not_the_figure()
    {
        Model model = Graded(Scene.Server().After(2), OnScreen.Rates with { Level = GridLevel.Clean, Grid = "DE 120 g/kWh" });
        model = model.After(new Message.Graded(null, new Note("ECO3101", "no route to the provider")));
        Assert.Equal(("DE 120 g/kWh", GridLevel.Unknown), (model.Rates.Grid, model.Rates.Level));
        Assert.Contains("no route to the provider (ECO3101)", OnScreen.Screen(model), StringComparison.Ordinal);
        Assert.Contains("The figure has no colour: no route to the provider.", OnScreen.Screen(model.Act(Act.Help).Act(Act.Last)), StringComparison.Ordinal);
        Assert.DoesNotContain("ECO3101", OnScreen.Screen(Graded(model, OnScreen.Rates)), StringComparison.Ordinal);
    }

    private static Rates Rated(double grams) => OnScreen.Rates with { GramsPerKilowattHour = grams };

    private static Model Graded(Model model, Rates rates) => model.After(new Message.Graded(rates, null));
}
