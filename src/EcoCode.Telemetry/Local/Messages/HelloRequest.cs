namespace EcoCode.Telemetry.Local.Messages;

/// <summary>A client says what it speaks.</summary>
/// <param name="Protocol">The version; left out, it is whatever the server's is.</param>
/// <param name="Client">Who it is, for people.</param>
public sealed record HelloRequest(int? Protocol = null, string? Client = null);
