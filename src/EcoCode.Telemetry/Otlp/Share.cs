using EcoCode.Quantities;

namespace EcoCode.Telemetry.Otlp;

/// <summary>A share of the energy of all processes.</summary>
/// <param name="Key">Whose it is.</param>
/// <param name="Energy">How much, since the begin. Shares of one kind are all of it.</param>
/// <param name="Power">Power over the interval.</param>
/// <param name="Attributes">The attributes of its points.</param>
internal sealed record Share(ShareKey Key, Energy Energy, Power Power, KeyValuePair<string, object?>[] Attributes);
