namespace EcoCode.Telemetry;

/// <summary>How pushing metrics has gone so far.</summary>
/// <param name="Sent">Exports that the collector took.</param>
/// <param name="Failed">Exports that it did not take, or that did not reach it. Nothing is lost by one: the next has all totals.</param>
/// <param name="Failing">How many have failed since the last that did not.</param>
/// <param name="LastSent">When the collector took one last; <c>null</c> when never.</param>
/// <param name="Reason">Why the last one failed, for people; <c>null</c> when it did not.</param>
public sealed record PushReading(long Sent, long Failed, long Failing, DateTimeOffset? LastSent, string? Reason);
