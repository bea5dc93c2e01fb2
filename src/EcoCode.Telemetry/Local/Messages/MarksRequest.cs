namespace EcoCode.Telemetry.Local.Messages;

/// <summary>Moments that the client noted.</summary>
/// <param name="Name">What lies between them.</param>
/// <param name="AtNs">The moments, by CLOCK_MONOTONIC, ascending.</param>
public sealed record MarksRequest(string? Name = null, IReadOnlyList<long>? AtNs = null);
