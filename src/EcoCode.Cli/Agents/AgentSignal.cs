namespace EcoCode.Cli.Agents;

/// <summary>What an agent is told from outside.</summary>
internal enum AgentSignal
{
    /// <summary>To end.</summary>
    End,

    /// <summary>To read everything anew.</summary>
    Reload,

    /// <summary>That it can't go on.</summary>
    Fail,
}
