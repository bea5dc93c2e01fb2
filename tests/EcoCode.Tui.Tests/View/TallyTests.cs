using EcoCode.Ledger.Store;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Tests.Scenes;

namespace EcoCode.Tui.Tests.View;

/// <summary>The runs of today and the budgets, on screens of either size.</summary>
public sealed class TallyTests
{
    private static readonly RunSum Today = new(12, Energy.FromJoules(7.94 * 3.6e6), 2730, [new Money(1.5m, "USD"), new Money(2.46m, "EUR")]);

    [Theory]
    [InlineData(120, 36, "│ Runs today 7.94 kWh 2.73 kg 2.46 EUR │")]
    [InlineData(160, 48, "  7.94 kWh  2.73 kg  2.46 EUR  1.50 USD │")]
    [InlineData(80, 24, "Today 7.94 kWh  2.73 kg")]
    public void Todays_runs_are_told_as_far_as_there_is_room_the_prices_currency_first(int width, int height, string text)
        => Assert.Contains(text, Screen(width, height, new Tally(Today, [], [])), StringComparison.Ordinal);

    [Theory]
    [InlineData(120, 36, "│ Budget 40.0 kg ▇▇▇▇▇▇░░ 71% of month │")]
    [InlineData(80, 24, "Month 71% of 40.0 kg")]
    public void The_budget_of_which_most_is_used_is_shown(int width, int height, string text)
    {
        PeriodUse[] uses =
        [
            new(new PeriodBudget(BudgetPeriod.Day, BudgetKind.Energy, 3.6e7, "J"), 1.8e7, default),
            new(new PeriodBudget(BudgetPeriod.Month, BudgetKind.Co2e, 40_000, "g"), 28_600, default),
        ];
        string screen = Screen(width, height, new Tally(Today, uses, []));
        Assert.Contains(text, screen, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0 kWh", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, "Total ")]
    [InlineData(0.8, "Day 80% of 10.0 kWh")]
    public void Where_there_is_room_for_one_total_a_budget_that_is_near_its_end_takes_it(double part, string text)
    {
        Tally tally = new(Today, [new(new PeriodBudget(BudgetPeriod.Day, BudgetKind.Energy, 3.6e7, "J"), 3.6e7 * part, default)], []);
        string screen = OnScreen.Screen(Update.Of(Scene.Server().After(3, OnScreen.Empty(80, 24)), new Message.Counted(tally)).Next);
        Assert.Contains(text, screen, StringComparison.Ordinal);
        Assert.Single(new[] { "Total ", "Day 80%", "Today" }, word => screen.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void What_must_be_said_of_the_ledger_stands_before_the_other_notes_and_takes_room_where_there_were_none()
    {
        Model model = Model(120, 36, new Tally(Today, [], [new Note("ECO2106", "today's cost budget of 2.00 EUR is used up: 2.46 EUR so far")]));
        Assert.Contains("! today's cost budget of 2.00 EUR is used up: 2.46 EUR so far (ECO2106)", OnScreen.Screen(model), StringComparison.Ordinal);
        Assert.DoesNotContain("ECO2106", OnScreen.Screen(Update.Of(model, new Message.Counted(new Tally(Today, [], []))).Next), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_looked_at_has_no_today_and_the_machine_behind_it_has()
    {
        Model run = OnScreen.Empty() with { Subject = new Subject { Host = "h", Run = "r-1", Interval = TimeSpan.FromSeconds(1) } };
        Model model = Update.Of(Model(120, 36, null), new Message.Opened(run, null)).Next;
        model = Update.Of(model, new Message.Counted(new Tally(Today, [], []))).Next;
        Assert.Null(model.Tally);
        Assert.NotNull(model.Behind!.Tally);
    }

    [Fact]
    public void Sources_keep_their_lines_before_the_legend_does()
    {
        string screen = Screen(120, 36, new Tally(Today, [new(new PeriodBudget(BudgetPeriod.Month, BudgetKind.Co2e, 40_000, "g"), 28_600, default)], []));
        Assert.DoesNotContain("◐ apportioned", screen, StringComparison.Ordinal);
        Assert.Contains("2 more", screen, StringComparison.Ordinal);
    }

    private static string Screen(int width, int height, Tally tally) => OnScreen.Screen(Model(width, height, tally));

    private static Model Model(int width, int height, Tally? tally)
    {
        Model model = new Scene(new SceneProcess(7, 0, "sh", "a") { CpuWatts = 1 }) { HasGpus = height == 36 }.After(3, OnScreen.Empty(width, height));
        return tally is null ? model : Update.Of(model, new Message.Counted(tally)).Next;
    }
}
