using EcoCode.Agent.Serving;

namespace EcoCode.Cli.Agents;

/// <summary>Says what an agent would do.</summary>
internal static class AgentText
{
    /// <summary>Lines for people.</summary>
    internal static IEnumerable<string> Of(AgentRequest request)
    {
        ServerOptions server = request.Options.Server;
        string scheme = server.CertificateFile is null ? "http" : "https";
        foreach (ListenAddress address in server.Listen)
        {
            yield return $"metrics    {(address.EndPoint is null ? $"{address}" : $"{scheme}://{address}/metrics")}";
        }

        if (server.Listen.Count == 0) yield return "metrics    nowhere (--no-listen)";
        yield return $"socket     {request.Socket ?? "none"}";
        yield return $"push       {(request.Push is not { } push ? "none" : push.Url.Length > 0 ? push.Url : "as OTEL_EXPORTER_OTLP_ENDPOINT says")}";
        yield return $"access     {Access(server)}";
        yield return FormattableString.Invariant($"measures   every {request.Measure.Interval.TotalSeconds:0.###} s, for at most {request.Measure.Budget * 100:0.##} % of a core");
        yield return FormattableString.Invariant($"processes  {request.Top} with series of their own");
    }

    private static string Access(ServerOptions server)
    {
        var asked = new List<string>();
        if (server.ClientCaFile is not null) asked.Add("a client certificate");
        if (server.BasicFile is not null && server.TokenFile is not null) asked.Add("a name with password, or a token");
        else if (server.BasicFile is not null) asked.Add("a name with password");
        else if (server.TokenFile is not null) asked.Add("a token");
        return asked.Count == 0 ? "everybody who reaches it" : "with " + string.Join(" and ", asked);
    }
}
