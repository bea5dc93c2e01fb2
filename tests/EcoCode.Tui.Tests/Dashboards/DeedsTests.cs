using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Columns;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Tests.Scenes;
using EcoCode.Tui.View;

namespace EcoCode.Tui.Tests.Dashboards;

/// <summary>Phases marked by hand, words with something behind them, runs that are opened, and what is kept.</summary>
public sealed class DeedsTests
{
    private static readonly KeyPress Enter = KeyPress.Of(Key.Enter);

    [Fact]
    public void A_phase_tells_the_energy_of_the_machine_between_its_ends()
    {
        var scene = Scene.Server();
        Model begun = scene.After(20).Act(Act.Mark).Press(KeyPress.Of('u', KeyModifiers.Control)).Type("epoch 1").Press(Enter);
        Assert.Null(begun.Overlay);
        Model later = scene.After(50, begun);
        double joules = (later.Latest!.Energy.Total - begun.Latest!.Energy.Total).Joules;
        Model ended = later.Act(Act.Units).Act(Act.Mark);
        HandMark mark = Assert.Single(ended.Marks);
        Assert.Equal(("epoch 1", begun.Latest.Elapsed, later.Latest.Elapsed), (mark.Name, mark.Start, mark.End!.Value));
        Assert.StartsWith($"epoch 1: {Amount(joules)}, ", ended.Said, StringComparison.Ordinal);
        Assert.Contains("epoch 1", OnScreen.Screen(ended), StringComparison.Ordinal);

        static string Amount(double joules) => Figures.Energy(Quantities.Energy.FromJoules(joules), joules: true);
    }

    [Fact]
    public void Only_one_phase_goes_on_at_a_time()
    {
        var scene = Scene.Server();
        Model first = scene.After(20).Act(Act.Palette).Type("mark one").Press(Enter);
        Model second = scene.After(30, first).Act(Act.Palette).Type("mark two").Press(Enter);
        Assert.Equal(["one", "two"], second.Marks.Select(mark => mark.Name));
        Assert.Equal(second.Latest!.Elapsed, second.Marks[0].End);
        Assert.Null(second.Marks[1].End);
    }

    [Fact]
    public void Co2e_is_shown_so_far_or_by_the_hour()
    {
        Model soFar = Scene.Server().After(20);
        Model byHour = soFar.Act(Act.Rates);
        Row row = soFar.Table.Lines[0].Row;
        Assert.Equal(Figures.Grams(row.Watts / 1000 * soFar.Rates.GramsPerKilowattHour), RowView.Figure(byHour, row, Column.Co2e));
        Assert.Contains("CO2e/h", OnScreen.Screen(byHour), StringComparison.Ordinal);
        Assert.Equal(OnScreen.Screen(soFar), OnScreen.Screen(byHour.Act(Act.Rates)));
    }

    [Theory]
    [InlineData("sort pid", RowOrder.Pid)]
    [InlineData("Sort CO2e", RowOrder.Co2e)]
    public void A_word_of_the_palette_takes_what_is_behind_it(string text, RowOrder order)
        => Assert.Equal(order, Scene.Server().After(20).Act(Act.Palette).Type(text).Press(Enter).Settings.Order);

    [Fact]
    public void An_order_that_there_is_not_is_said_and_nothing_else()
    {
        Model model = Scene.Server().After(20);
        Model tried = model.Act(Act.Palette).Type("sort colour").Press(Enter);
        Assert.Equal("rows cannot be sorted by colour", tried.Said);
        Assert.Equal(model.Settings, tried.Settings);
    }

    [Fact]
    public void A_filter_of_the_palette_that_is_wrong_stays_to_be_mended()
    {
        Model model = Scene.Server().After(20).Act(Act.Palette).Type("filter power > ").Press(Enter);
        Assert.NotNull(Assert.IsType<Overlay.FilterLine>(model.Overlay).Fault);
        Assert.Equal("wandb", Scene.Server().After(20).Act(Act.Palette).Type("filter wandb").Press(Enter).Settings.Filter!.Text);
    }

    [Fact]
    public void A_run_is_opened_in_front_and_the_machine_is_measured_on_behind_it()
    {
        var scene = Scene.Server();
        Model live = scene.After(20);
        (Model asked, Effect? effect) = Update.Of(live.Act(Act.Palette).Type("run last"), new Message.Touched(new InputEvent.Pressed(Enter)));
        Assert.Equal(new Effect.Open("last"), effect);
        Model run = live with { Subject = live.Subject with { Run = "resnet r-8c41" } };
        Model shown = Update.Of(asked, new Message.Opened(run, null)).Next;
        Assert.Equal("resnet r-8c41", shown.Subject.Run);
        string picture = OnScreen.Screen(shown);
        Model later = scene.After(40, shown);
        Assert.Equal(picture, OnScreen.Screen(later));
        Model back = later.Act(Act.Back);
        Assert.Equal((null, 40), (back.Subject.Run, back.Latest!.Number));
    }

    [Fact]
    public void A_run_that_cannot_be_opened_is_said()
    {
        Model live = Scene.Server().After(20);
        Model tried = Update.Of(live, new Message.Opened(null, "there is no run `x`")).Next;
        Assert.Equal(("there is no run `x`", null), (tried.Said, tried.Subject.Run));
    }

    [Fact]
    public void What_is_kept_makes_the_same_screen_again()
    {
        Model model = Scene.Server().After(20).Act(Act.Units).Act(Act.Columns).Act(Act.Fold).Act(Act.Back).Act(Act.Filter).Type("power > 1 W").Press(Enter);
        (_, Effect? effect) = Update.Of(model, new Message.Touched(new InputEvent.Pressed(KeyPress.Of('W'))));
        Dictionary<string, string> kept = Assert.IsType<Effect.Save>(effect).Values.ToDictionary();
        Assert.Equal(("si", "power > 1 W"), (kept["dashboard.units"], kept["dashboard.filter"]));
        Column[] columns = [.. kept["dashboard.columns"].Split(',').Select(name => ColumnName.TryParse(name, out Column column) ? column : throw new InvalidOperationException(name))];
        Assert.DoesNotContain(Column.Pid, columns);
        Model again = Scene.Server().After(20).Set(model.Settings.Filter, joules: true, columns);
        Assert.Equal(OnScreen.Screen(model), OnScreen.Screen(again));
    }

    [Fact]
    public void What_the_doctor_says_is_read_over_the_panels()
    {
        Model asked = Scene.Server().After(20);
        (Model waiting, Effect? effect) = Update.Of(asked, new Message.Touched(new InputEvent.Pressed(KeyPress.Of('d'))));
        Assert.IsType<Effect.Diagnose>(effect);
        Model told = Update.Of(waiting, new Message.Told("Doctor", [.. Enumerable.Range(1, 100).Select(line => $"line {line} of it")])).Next;
        Assert.Contains("line 1 of it", OnScreen.Screen(told), StringComparison.Ordinal);
        Assert.Contains("line 100 of it", OnScreen.Screen(told.Act(Act.Last)), StringComparison.Ordinal);
        Assert.Equal(OnScreen.Screen(asked), OnScreen.Screen(told.Act(Act.Back)));
    }
}
