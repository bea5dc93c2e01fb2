using System.Diagnostics.CodeAnalysis;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>What can be seen of an agent. One thread uses it.</summary>
internal interface IAgentView : IDisposable
{
    /// <summary>How long to wait between two questions; zero where the agent tells by itself.</summary>
    TimeSpan Pause { get; }

    /// <summary>The name of its machine.</summary>
    string Host { get; }

    /// <summary>Time between its snapshots.</summary>
    TimeSpan Interval { get; }

    /// <summary>Waits for its next snapshot, some seconds at most.</summary>
    bool TryNext([NotNullWhen(true)] out MachineSnapshot? snapshot, [NotNullWhen(false)] out Note? problem);
}
