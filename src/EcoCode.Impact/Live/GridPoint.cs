using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>The intensity of a grid over a span of time.</summary>
/// <param name="From">The begin.</param>
/// <param name="To">The end, which is not part of it; after <paramref name="From"/>.</param>
/// <param name="Intensity">Constant over the span.</param>
/// <param name="Estimated">Whether the provider says that it is an estimate, or it is a forecast.</param>
public readonly record struct GridPoint(DateTimeOffset From, DateTimeOffset To, CarbonIntensity Intensity, bool Estimated);
