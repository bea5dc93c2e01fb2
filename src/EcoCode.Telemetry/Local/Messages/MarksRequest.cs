namespace EcoCode.Telemetry.Local.Messages;

/// <summary>Moments that the client noted.</summary>
/// <param name="Name">What lies between them.</param>
/// <param name="AtNs">The moments, by CLOCK_MONOTONIC, ascending.</param>
/// <param name="Anew">Whether the first moment continues nothing: what lies between it and the last one told is no step.</param>
public sealed record MarksRequest(string? Name = null, IReadOnlyList<long>? AtNs = null, bool Anew = false);
