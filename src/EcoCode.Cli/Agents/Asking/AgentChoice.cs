using System.Diagnostics.CodeAnalysis;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>Which agent is to be asked, as it was said on the command line.</summary>
/// <param name="Address">A socket, or an address that begins with http:// or https://.</param>
/// <param name="TokenFile">A file with the token to show, or null.</param>
internal sealed record AgentChoice(string Address, string? TokenFile)
{
    /// <summary>Connects to it.</summary>
    internal bool TryOpen(TimeProvider time, [NotNullWhen(true)] out IAgentView? view, [NotNullWhen(false)] out Note? problem)
    {
        view = null;
        if (Uri.TryCreate(Address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            string? token = null;
            if (TokenFile is not null && !TryReadToken(TokenFile, out token, out problem)) return false;
            bool there = HttpAgentView.TryOpen(uri, token, out HttpAgentView? remote, out problem);
            view = remote;
            return there;
        }

        if (!LocalAddress.TryParse(Address.StartsWith("unix:", StringComparison.Ordinal) ? Address[5..] : Address, out LocalAddress? address))
        {
            problem = AgentProblems.NoAddress(Address);
            return false;
        }

        bool opened = LocalAgentView.TryOpen(address, time, out LocalAgentView? local, out problem);
        view = local;
        return opened;
    }

    private static bool TryReadToken(string file, [NotNullWhen(true)] out string? token, [NotNullWhen(false)] out Note? problem)
    {
        (token, problem) = (null, null);
        try
        {
            token = File.ReadLines(file).FirstOrDefault()?.Trim();
            if (string.IsNullOrEmpty(token)) problem = AgentProblems.NoToken(file, "it is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = AgentProblems.NoToken(file, exception is UnauthorizedAccessException ? "permission denied" : exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "input/output error");
        }

        return problem is null;
    }
}
