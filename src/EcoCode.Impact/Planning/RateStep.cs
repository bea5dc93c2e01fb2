namespace EcoCode.Impact.Planning;

/// <summary>What a kWh comes to over a span of time: grams of CO2e, litres of water, or money.</summary>
/// <param name="From">The begin.</param>
/// <param name="To">The end, which is not part of it; after <paramref name="From"/>.</param>
/// <param name="PerKilowattHour">Constant over the span; negative where a price is.</param>
public readonly record struct RateStep(DateTimeOffset From, DateTimeOffset To, double PerKilowattHour);
