using EcoCode.Quantities;

namespace EcoCode.Cli.Planning;

/// <summary>How to wait for clean power, as it was said.</summary>
/// <param name="Deadline">When what is run must have ended.</param>
/// <param name="Duration">How long it takes; null when not said.</param>
/// <param name="Threshold">Start as soon as the intensity is at or below this; null to start at the best time instead.</param>
internal sealed record WaitRequest(DateTimeOffset Deadline, TimeSpan? Duration, CarbonIntensity? Threshold);
