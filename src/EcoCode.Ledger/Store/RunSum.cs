using EcoCode.Quantities;

namespace EcoCode.Ledger.Store;

/// <summary>What the runs of a span of time amount to together.</summary>
/// <param name="Runs">How many there are.</param>
/// <param name="EnergyJ">Their energy within the span.</param>
/// <param name="Co2eG">Operational CO2e of it, g.</param>
/// <param name="Costs">What its electricity costs, by currency; of runs without a tariff nothing.</param>
public sealed record RunSum(long Runs, Energy EnergyJ, double Co2eG, IReadOnlyList<Money> Costs);
