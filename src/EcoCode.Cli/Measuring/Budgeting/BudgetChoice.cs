using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EcoCode.Impact;
using EcoCode.Metering.Budgets;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>Makes the budgets that were asked for, with the factors by which energy becomes carbon and money.</summary>
internal static class BudgetChoice
{
    private const double JoulesPerKilowattHour = 3.6e6;

    /// <summary>The watch over the limits of a request whose words are right; null where it sets none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="live">Tells the grid's intensity now, as far as a provider has.</param>
    /// <param name="time">The clock.</param>
    internal static BudgetWatch? Watch(MeasureRequest request, Func<CarbonIntensity?> live, TimeProvider time)
    {
        if (request.Budgets is not { } limits) return null;
        ITimedPrice? prices = null;
        _ = request.Tariff?.TryRead(out prices, out _);
        var basis = new BudgetBasis(request.Impact, prices, request.Grid.Provider is null ? null : live, time);
        return TryMake(limits, basis, out IReadOnlyList<Budget> budgets, out _) ? new BudgetWatch(budgets) : null;
    }

    /// <summary>Makes them, or says why one can't be kept.</summary>
    internal static bool TryMake(BudgetRequest request, BudgetBasis basis, out IReadOnlyList<Budget> budgets, [NotNullWhen(false)] out Note? problem)
    {
        var made = new List<Budget>();
        budgets = made;
        problem = null;
        if (request.Joules is { } joules) made.Add(new Budget(BudgetKind.Energy, joules, "J", static (energy, _) => energy.Joules));
        if (request.Grams is not null || request.Cost is not null)
        {
            if (!ImpactModel.Shipped.TryResolve(basis.Impact, out ImpactFactors? factors, out problem)) return false;
            if (request.Grams is { } grams) made.Add(new Budget(BudgetKind.Co2e, grams, "g", Carbon(basis, factors)));
            if (request.Cost is { } cost)
            {
                problem = WithoutPrice(cost, basis.Prices?.Currency ?? factors.Tariff?.Price.Currency);
                if (problem is not null) return false;
                made.Add(new Budget(BudgetKind.Cost, cost.Amount, cost.Currency, Cost(basis, factors)));
            }
        }

        if (request.Time is { } time) made.Add(new Budget(BudgetKind.Time, time.TotalSeconds, "s", static (_, elapsed) => elapsed.TotalSeconds));
        return true;
    }

    private static BudgetFigure Carbon(BudgetBasis basis, ImpactFactors factors)
    {
        double ofTable = PerJoule(factors.Grid.Intensity.GramsPerKilowattHour, factors);
        return basis.Live is { } live
            ? new RunningFigure(() => live() is { } now ? PerJoule(now.GramsPerKilowattHour, factors) : ofTable).Advance
            : (energy, _) => energy.Joules * ofTable;
    }

    /// <summary>At times that a tariff leaves out, the price before them goes on.</summary>
    private static BudgetFigure Cost(BudgetBasis basis, ImpactFactors factors)
    {
        double last = factors.Tariff is { } tariff ? PerJoule((double)tariff.Price.PerKilowattHour, factors) : 0;
        if (basis.Prices is not { } prices) return (energy, _) => energy.Joules * last;
        return new RunningFigure(() => prices.At(basis.Time.GetUtcNow()) is { } now ? last = PerJoule((double)now, factors) : last).Advance;
    }

    private static double PerJoule(double perKilowattHour, ImpactFactors factors) => perKilowattHour * factors.Pue.Value / JoulesPerKilowattHour;

    private static Note? WithoutPrice(CostLimit limit, string? currency)
    {
        if (currency is null)
        {
            return new Note("ECO4101", "`--max-cost` can't be kept, for no price of electricity is known", string.Create(CultureInfo.InvariantCulture, $"say what a kWh costs: `--price 0.31{limit.Currency}`"));
        }

        return currency == limit.Currency
            ? null
            : new Note("ECO4102", $"`--max-cost` is in {limit.Currency}, and the price of electricity in {currency}; nothing is converted", $"give both in one currency: `--price 0.31{limit.Currency}`");
    }
}
