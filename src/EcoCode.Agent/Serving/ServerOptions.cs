namespace EcoCode.Agent.Serving;

/// <summary>Where the agent answers, and whom.</summary>
public sealed record ServerOptions
{
    /// <summary>Where it listens; nowhere if empty.</summary>
    public required IReadOnlyList<ListenAddress> Listen { get; init; }

    /// <summary>Whether cleartext may be spoken beyond this machine.</summary>
    public bool Insecure { get; init; }

    /// <summary>PEM file of the certificate, with those of its issuers behind it; <c>null</c> for cleartext.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the certificate's key; <c>null</c> where it is in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>PEM file of the authorities whose certificates clients must have; <c>null</c> for clients without.</summary>
    public string? ClientCaFile { get; init; }

    /// <summary>File of lines <c>name:password</c>; <c>null</c> for none.</summary>
    public string? BasicFile { get; init; }

    /// <summary>File of tokens, one a line; <c>null</c> for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Most connections at a time; beyond, the one that has been idle for longest is closed.</summary>
    public int MostConnections { get; init; } = 100;
}
