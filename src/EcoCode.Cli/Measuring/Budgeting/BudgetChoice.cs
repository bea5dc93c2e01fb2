using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EcoCode.Impact;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>Makes the budgets that were asked for, with the factors by which energy becomes carbon and money.</summary>
internal static class BudgetChoice
{
    /// <summary>Factors are taken of so much energy, which is more than enough digits for all that is measured.</summary>
    private static readonly Energy Sample = Energy.FromJoules(3.6e9);

    /// <summary>The watch over the limits of a request whose words are right; null where it sets none.</summary>
    internal static BudgetWatch? Watch(MeasureRequest request)
        => request.Budgets is { } limits && TryMake(limits, request.Impact, out IReadOnlyList<Budget> budgets, out _) ? new BudgetWatch(budgets) : null;

    /// <summary>Makes them, or says why one can't be kept.</summary>
    internal static bool TryMake(BudgetRequest request, ImpactRequest impact, out IReadOnlyList<Budget> budgets, [NotNullWhen(false)] out Note? problem)
    {
        var made = new List<Budget>();
        budgets = made;
        problem = null;
        if (request.Joules is { } joules) made.Add(new Budget(BudgetKind.Energy, joules, "J", static (energy, _) => energy.Joules));
        if (request.Grams is not null || request.Cost is not null)
        {
            if (!ImpactModel.Shipped.TryResolve(impact, out ImpactFactors? factors, out problem)) return false;
            ImpactFigures sample = factors.Of(Sample, TimeSpan.Zero, 0);
            if (request.Grams is { } grams) made.Add(new Budget(BudgetKind.Co2e, grams, "g", PerJoule(sample.Operational.Grams)));
            if (request.Cost is { } cost)
            {
                problem = WithoutPrice(cost, sample.Cost);
                if (problem is not null) return false;
                made.Add(new Budget(BudgetKind.Cost, cost.Amount, cost.Currency, PerJoule((double)sample.Cost!.Value.Amount)));
            }
        }

        if (request.Time is { } time) made.Add(new Budget(BudgetKind.Time, time.TotalSeconds, "s", static (_, elapsed) => elapsed.TotalSeconds));
        return true;
    }

    private static BudgetFigure PerJoule(double ofSample)
    {
        double perJoule = ofSample / Sample.Joules;
        return (energy, _) => energy.Joules * perJoule;
    }

    private static Note? WithoutPrice(CostLimit limit, Money? price)
    {
        if (price is not { } known)
        {
            return new Note("ECO4101", "`--max-cost` can't be kept, for no price of electricity is known", string.Create(CultureInfo.InvariantCulture, $"say what a kWh costs: `--price 0.31{limit.Currency}`"));
        }

        return known.Currency == limit.Currency
            ? null
            : new Note("ECO4102", $"`--max-cost` is in {limit.Currency}, and the price of electricity in {known.Currency}; nothing is converted", $"give both in one currency: `--price 0.31{limit.Currency}`");
    }
}
