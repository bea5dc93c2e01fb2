using EcoCode.Cli.Configuration;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Cli.Tests.Configuration;
using EcoCode.Metering.Budgets;

namespace EcoCode.Cli.Tests;

/// <summary>Limits for all runs of a day or a month together.</summary>
public sealed class PeriodBudgetTests
{
    private const string Spin = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done";

    [Fact]
    public void What_is_used_up_is_said_behind_the_summary_and_what_is_not_is_not()
    {
        using var folder = new ConfigFolder();
        folder.WithUser("{ \"budget\": { \"daily_energy\": \"0.000001J\", \"monthly_energy\": \"5GJ\" } }");
        Ended ended = folder.Shell($"ECOCODE_LEDGER=$PWD/ledger.db $ECOCODE run -- sh -c '{Spin}'");
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("warning: today's energy budget of 1.00 µJ is used up: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("month's", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-q", true)]
    [InlineData("-qq", false)]
    [InlineData("--no-ledger", false)]
    [InlineData("--no-config", false)]
    public void It_is_said_in_few_words_too_but_not_where_none_are_wanted_or_the_run_counts_nowhere(string option, bool said)
    {
        using var folder = new ConfigFolder();
        folder.WithUser("{ \"budget\": { \"daily_energy\": \"0.000001J\" } }");
        Ended ended = folder.Shell($"ECOCODE_LEDGER=$PWD/ledger.db $ECOCODE run {option} -- sh -c '{Spin}'");
        Assert.Equal(said, ended.Error.Contains("today's energy budget", StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_of_runs_tells_how_much_is_used_and_converts_no_money()
    {
        using var folder = new ConfigFolder();
        Ended ended = folder.Shell(
            $"export ECOCODE_LEDGER=$PWD/ledger.db ECOCODE_BUDGET_MONTHLY_CO2=40kg ECOCODE_BUDGET_DAILY_COST=2USD; $ECOCODE run -qq --zone DE -- sh -c '{Spin}'; $ECOCODE runs; $ECOCODE runs --json | grep -c budget");
        Assert.Matches("\n<?[0-9.]+ % of this month's CO2e budget is used: [0-9.]+ .?g of 40.0 kg\n", ended.Output);
        Assert.Contains("\n0 % of today's cost budget is used: 0.000 USD of 2.00 USD\n", ended.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n0\n", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget.monthly_co2", "40", "it has no unit")]
    [InlineData("budget.daily_energy", "5kW", "`kW` is power")]
    [InlineData("budget.monthly_cost", "30", "give an amount and the code")]
    [InlineData("budget.weekly_cost", "30EUR", "there is no key `budget.weekly_cost`")]
    public void A_wrong_value_is_refused(string key, string value, string message)
    {
        using var folder = new ConfigFolder();
        Ended ended = folder.Shell($"$ECOCODE config set {key} {value}");
        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_was_set_by_hand_and_is_wrong_is_said_and_the_others_are_kept()
    {
        var budgets = PeriodBudgets.Read(configured: false, name => name switch { "ECOCODE_BUDGET_DAILY_CO2" => "much", "ECOCODE_BUDGET_MONTHLY_COST" => "30 eur", _ => null });
        Assert.Equal(new PeriodBudget(BudgetPeriod.Month, BudgetKind.Cost, 30, "EUR"), Assert.Single(budgets.All));
        Assert.Equal(("ECO6007", "`much` is no value for `budget.daily_co2`: give a mass of CO2e, such as `500g`"), (budgets.Problems[0].Code, budgets.Problems[0].Message));
    }

    [Fact]
    public void Every_key_of_a_budget_can_be_read()
        => Assert.All(
            ConfigKeys.All.Where(key => key.Name.StartsWith(PeriodBudgets.Group, StringComparison.Ordinal)),
            key => Assert.True(new[] { "5kWh", "2kg", "3EUR" }.Any(value => PeriodBudgets.TryParse(key, value, out _, out _)), key.Name));

    [Fact]
    public void A_budget_of_a_project_is_refused_since_it_is_about_all_runs()
    {
        using var folder = new ConfigFolder();
        folder.WithProject("{ \"budget\": { \"daily_energy\": \"1J\" } }");
        Assert.Contains("budget.daily_energy", folder.Shell("$ECOCODE run -- true").Error, StringComparison.Ordinal);
    }
}
