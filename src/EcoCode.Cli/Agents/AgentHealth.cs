using System.Net;
using System.Net.Sockets;
using EcoCode.Agent.Serving;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Streams;

namespace EcoCode.Cli.Agents;

/// <summary>Asks the agent of this machine how it is, for containers, which have nothing else to ask with.</summary>
internal static class AgentHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks at the first address, and writes what it says.</summary>
    /// <returns>0 if it measures, 1 if it does not or does not answer.</returns>
    internal static int Ask(ServerOptions options)
    {
        using StreamWriter writer = StandardStream.Writer(StandardStream.Output);
        if (options.Listen is not [var address, ..])
        {
            writer.WriteLine("the agent serves no metrics (--no-listen), so it can't be asked");
            return ExitCodes.Failed;
        }

        try
        {
            using var client = new HttpClient(Handler(address)) { Timeout = Patience };
            using HttpResponseMessage answer = client.Send(new HttpRequestMessage(HttpMethod.Get, AddressOf(address, options.CertificateFile is not null)));
            using var text = new StreamReader(answer.Content.ReadAsStream());
            writer.WriteLine(text.ReadToEnd().TrimEnd());
            return answer.StatusCode == HttpStatusCode.OK ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            writer.WriteLine($"no agent answers at {address}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>Who listens at all addresses is asked at that of this machine.</summary>
    private static Uri AddressOf(ListenAddress address, bool encrypted)
    {
        string host = address.EndPoint is not { } end ? "localhost"
            : end.Address.Equals(IPAddress.Any) || end.Address.Equals(IPAddress.IPv6Any) ? $"127.0.0.1:{end.Port}"
            : end.ToString();
        return new Uri($"{(encrypted && address.Path is null ? "https" : "http")}://{host}/healthz");
    }

    private static SocketsHttpHandler Handler(ListenAddress address)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };

        // Whether it is the right one matters to who reads figures; nothing secret is said or asked here.
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, shown, _, _) => shown is not null;
        if (address.Path is not { } path) return handler;
        handler.ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        };
        return handler;
    }
}
