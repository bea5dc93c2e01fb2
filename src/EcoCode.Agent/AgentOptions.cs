using EcoCode.Agent.Serving;

namespace EcoCode.Agent;

/// <summary>What an agent offers, and to whom.</summary>
public sealed record AgentOptions
{
    /// <summary>Processes with series of their own.</summary>
    public required int Top { get; init; }

    /// <summary>Where and whom it answers over HTTP.</summary>
    public required ServerOptions Server { get; init; }
}
