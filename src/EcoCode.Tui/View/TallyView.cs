using EcoCode.Ledger.Store;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>The runs of today, and the budget of which most is used.</summary>
internal static class TallyView
{
    private const int BarWidth = 8, LeastBar = 3;

    /// <summary>Lines that it takes.</summary>
    internal static int Height(Model model) => (model.Tally?.Today is null ? 0 : 1) + (model.Tally?.Fullest is null ? 0 : 1);

    internal static void Draw(Model model, CellRegion region)
    {
        int y = 0;
        if (model.Tally?.Today is { } today) DrawToday(model, today, region.Region(0, y++, region.Width, 1));
        if (model.Tally?.Fullest is { } use) DrawBudget(use, region.Region(0, y, region.Width, 1));
    }

    /// <summary>Today's runs, as far as there is room; half a figure would be a wrong one.</summary>
    internal static string Today(Model model, RunSum today, int width)
    {
        string[] figures =
        [
            Figures.Energy(today.EnergyJ, model.Joules),
            Figures.Grams(today.Co2eG),
            .. today.Costs.OrderByDescending(cost => cost.Currency == model.Rates.Currency).Select(Scale.Money),
        ];
        for (int shown = figures.Length; shown > 1; shown--)
        {
            string roomy = string.Join("  ", figures[..shown]), tight = string.Join(' ', figures[..shown]);
            if (CellText.Width(roomy) <= width) return roomy;
            if (CellText.Width(tight) <= width) return tight;
        }

        return figures[0];
    }

    /// <summary>How much of a budget is used, in few words: <c>Month 71% of 40.0 kg</c>.</summary>
    internal static string Brief(PeriodUse use) => $"{use.Budget.Period} {Percent(use)} of {Limit(use.Budget)}";

    private static string Percent(PeriodUse use) => $"{Math.Min(999, Math.Floor(use.Part * 100)):0}%";

    private static string Limit(PeriodBudget budget) => budget.Kind switch
    {
        BudgetKind.Energy => Scale.WattHours(Energy.FromJoules(budget.Limit)),
        BudgetKind.Co2e => Figures.Grams(budget.Limit),
        _ => Scale.Money(new Money((decimal)budget.Limit, budget.Unit)),
    };

    internal static Style StyleOf(PeriodUse use) => use.Part >= 1 ? Tone.Critical : use.IsNear ? Tone.Warning : Style.Plain;

    private static void DrawToday(Model model, RunSum today, CellRegion line)
    {
        int x = line.Put(1, 0, "Runs today", Tone.Title) + 1;
        string figures = Today(model, today, line.Width - 1 - x);
        line.Put(line.Width - 1 - CellText.Width(figures), 0, figures, Style.Plain);
    }

    private static void DrawBudget(PeriodUse use, CellRegion line)
    {
        int x = line.Put(1, 0, "Budget", Tone.Title) + 1;
        string part = $"{Percent(use)} of {(use.Budget.Period == BudgetPeriod.Day ? "day" : "month")}", limit = Limit(use.Budget);
        int end = line.Width - 1 - CellText.Width(part), bar = Math.Min(BarWidth, end - 1 - (x + CellText.Width(limit) + 1));
        line.Put(end, 0, part, StyleOf(use));
        if (bar < LeastBar) bar = 0;
        else Signs.Bar(line, end - 1 - bar, 0, bar, Math.Min(1, use.Part), StyleOf(use));
        line.Put(Math.Max(x, end - 2 - bar - CellText.Width(limit)), 0, limit, Style.Plain);
    }
}
