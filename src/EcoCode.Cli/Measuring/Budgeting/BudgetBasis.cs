using EcoCode.Impact;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Budgeting;

/// <summary>By what budgets of carbon and money are reckoned: by the same as the run's own figures.</summary>
/// <param name="Impact">Place, price and the rest.</param>
/// <param name="Prices">Prices that go by the time; null where the price is one.</param>
/// <param name="Live">Tells the grid's intensity as a provider gives it now, or null while none has; null where there is no provider.</param>
/// <param name="Time">The clock.</param>
internal sealed record BudgetBasis(ImpactRequest Impact, ITimedPrice? Prices, Func<CarbonIntensity?>? Live, TimeProvider Time);
