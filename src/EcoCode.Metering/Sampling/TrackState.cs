using EcoCode.Host;

namespace EcoCode.Metering.Sampling;

/// <summary>What happened to a source while it was followed.</summary>
/// <param name="Wraps">How often the counter began again from zero at the end of its range.</param>
/// <param name="Resets">How often it began again elsewhere, or jumped: what went before is unknown.</param>
/// <param name="Failures">How often it could not be read.</param>
/// <param name="LastFailure">Why, the last time.</param>
/// <param name="Missing">Time of which nothing is known.</param>
/// <param name="Uncertain">Time between readings so far apart that the counter may have wrapped more than once.</param>
public readonly record struct TrackState(int Wraps, int Resets, int Failures, ReadOutcome LastFailure, TimeSpan Missing, TimeSpan Uncertain);
