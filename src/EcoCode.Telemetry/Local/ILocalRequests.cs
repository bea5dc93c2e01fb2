using EcoCode.Host.Sockets;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Telemetry.Local;

/// <summary>Who answers the local API: the agent of a machine, or what measures a run.</summary>
public interface ILocalRequests
{
    /// <summary><c>agent</c> or <c>run</c>.</summary>
    string Role { get; }

    /// <summary>The operations that are answered here. <c>hello</c>, <c>subscribe</c> and <c>unsubscribe</c> are the server's own; the latter two need <see cref="Topics"/>.</summary>
    IReadOnlyList<string> Operations { get; }

    /// <summary>What can be subscribed to.</summary>
    IReadOnlyList<string> Topics { get; }

    /// <summary>What <c>hello</c> is answered with; by the server's thread.</summary>
    LocalHello Hello(LocalPeer peer);

    /// <summary>Takes a request, to be answered now or later; by the server's thread, which should not wait here.</summary>
    void Take(LocalCall request);
}
