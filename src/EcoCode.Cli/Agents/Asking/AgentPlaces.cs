using EcoCode.Host.Sockets;
using EcoCode.Quantities;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>Where the socket of this machine's agent is looked for.</summary>
internal static class AgentPlaces
{
    /// <summary>Names the socket, and so that there is to be one.</summary>
    internal const string Variable = "ECOCODE_AGENT";

    private const string OfSystem = "/run/ecocode/agent.sock";

    /// <summary>The socket to ask; null where there is none. Looks at no more than two paths, since every run does.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="named">Whether the variable names it, so that whoever set it expects an answer there.</param>
    /// <param name="problem">Why what the variable says can be no socket; null where it can, or says nothing.</param>
    internal static LocalAddress? Find(Func<string, string?> environment, out bool named, out Note? problem)
    {
        problem = null;
        string? path = environment(Variable) is { Length: > 0 } text ? text : null;
        named = path is not null;
        if (path is null)
        {
            string? own = environment("XDG_RUNTIME_DIR") is { Length: > 0 } folder ? Path.Join(folder, "ecocode", "agent.sock") : null;
            path = File.Exists(OfSystem) ? OfSystem : own is not null && File.Exists(own) ? own : null;
        }

        if (path is null) return null;
        if (LocalAddress.TryParse(path, out LocalAddress? address) && !path.Contains("://", StringComparison.Ordinal)) return address;
        if (named) problem = AgentProblems.NoSocket(Variable, path);
        return null;
    }
}
