using EcoCode.Host.Sockets;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>Where the socket of this machine's agent is looked for.</summary>
internal static class AgentPlaces
{
    /// <summary>Names the socket, and so that there is to be one.</summary>
    internal const string Variable = "ECOCODE_AGENT";

    private const string OfSystem = "/run/ecocode/agent.sock";

    /// <summary>The socket to ask; null where there is none. Looks at no more than two paths, since every run does.</summary>
    internal static LocalAddress? Find(Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } named) return LocalAddress.TryParse(named, out LocalAddress? address) ? address : null;
        string? own = environment("XDG_RUNTIME_DIR") is { Length: > 0 } folder ? Path.Join(folder, "ecocode", "agent.sock") : null;
        string? path = File.Exists(OfSystem) ? OfSystem : own is not null && File.Exists(own) ? own : null;
        return path is not null && LocalAddress.TryParse(path, out LocalAddress? there) ? there : null;
    }
}
