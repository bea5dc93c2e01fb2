namespace EcoCode.Telemetry.Local.Messages;

/// <summary>Events are wanted no more.</summary>
/// <param name="Subscription">Which, by the number that <c>subscribe</c> gave.</param>
public sealed record UnsubscribeRequest(int? Subscription = null);
