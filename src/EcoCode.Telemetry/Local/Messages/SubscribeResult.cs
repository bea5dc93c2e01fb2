namespace EcoCode.Telemetry.Local.Messages;

/// <summary>A subscription has begun, or ended.</summary>
/// <param name="Subscription">Its number.</param>
public sealed record SubscribeResult(int Subscription);
