using EcoCode.Quantities;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>What is said when an agent can't be asked.</summary>
internal static class AgentProblems
{
    private const int NotPermitted = 1, NotThere = 2, Denied = 13, Refused = 111;

    internal static Note NoConnection(string address, int error) => new(
        "ECO7242",
        $"no agent can be reached at `{address}`: {error switch { NotThere => "there is no such socket", Denied or NotPermitted => "permission denied", Refused => "nobody listens there", _ => $"error {error}" }}",
        error is Denied or NotPermitted ? "`sudo usermod -aG ecocode $USER` lets you, from the next login on" : "`systemctl status ecocode-agent`, or start one by `ecocode agent`");

    internal static Note Silent(string address) => new("ECO7243", $"the agent at `{address}` does not answer; the figures are the last that it told", "it is asked again every two seconds");

    internal static Note Foreign(string address, string reason) => new("ECO7244", $"what answers at `{address}` is no agent that this version understands: {reason}", "give the socket or the address of `ecocode agent`");

    internal static Note Unreachable(string address, string reason) => new("ECO7245", $"the agent at `{address}` can't be reached: {reason}", "`ecocode agent --listen` says where an agent serves");

    internal static Note Answered(string address, int status) => new(
        "ECO7246",
        $"the agent at `{address}` answers {status}{status switch { 401 or 403 => ": it wants a name and password, or a token", 404 => ": it is another program, or an older version", 503 => ": it has measured nothing yet", _ => "" }}",
        status is 401 or 403 ? "`--agent-token-file FILE`, or `--agent https://name:password@host:9464`" : "give the address of `ecocode agent`");

    internal static Note Cleartext(string address) => new("ECO7247", $"a secret would be sent in cleartext to `{address}`", "give an address that begins with `https://`");

    internal static Note NoToken(string file, string reason) => new("ECO7248", $"cannot read a token from `{file}`: {reason}", "put the token alone into the file's first line");

    internal static Note NoAddress(string text) => new("ECO7249", $"`{text}` is neither a socket nor an address", "`--agent /run/ecocode/agent.sock` or `--agent https://gpu-07:9464`");

    internal static Note NoSocket(string variable, string text) => new(
        "ECO7250",
        $"`{variable}` names no socket: `{text}` is {(text.Contains("://", StringComparison.Ordinal) ? "an address of the network" : "no path of at most 107 bytes, nor `@` with a name")}; no agent was asked",
        $"`{variable}=/run/ecocode/agent.sock`, or the name after `@` of an abstract socket; unset, the agent is looked for where it usually is");
}
