using EcoCode.Agent.Serving;

namespace EcoCode.Agent;

/// <summary>What an agent offers, and to whom.</summary>
public sealed record AgentOptions
{
    /// <summary>Where and whom it answers over HTTP.</summary>
    public required ServerOptions Server { get; init; }
}
