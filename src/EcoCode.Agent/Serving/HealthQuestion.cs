using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EcoCode.Quantities;

namespace EcoCode.Agent.Serving;

/// <summary>Asks the agent that listens by the same options whether it works, for whoever can run a program and not an HTTP client: a container's health check.</summary>
public static class HealthQuestion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks at the first address.</summary>
    /// <param name="server">How the agent was told to serve.</param>
    /// <returns>What the agent said, or what is wrong.</returns>
    public static async Task<(string? Said, Note? Problem)> Ask(ServerOptions server)
    {
        ArgumentNullException.ThrowIfNull(server);
        ListenAddress address = server.Listen is [var first, ..] ? first : ListenAddress.Usual;
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = Patience };
        if (address.Path is { } path) handler.ConnectCallback = (_, cancellation) => Connect(path, cancellation);
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            if (server.CertificateFile is { } file)
            {
                // The certificate is for the name by which others know this machine, so that it is compared, and not its name.
                using X509Certificate2 own = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(file).ConfigureAwait(false));
                byte[] expected = own.RawData;
                handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(expected);
            }

            using HttpResponseMessage answer = await client.GetAsync(UriOf(address, server.CertificateFile is not null)).ConfigureAwait(false);
            string said = (await answer.Content.ReadAsStringAsync().ConfigureAwait(false)).TrimEnd();
            return answer.IsSuccessStatusCode ? (said, null) : (null, Bad($"the agent at `{address}` does not measure: {said}", "`journalctl -u ecocode-agent` tells more"));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return (null, Bad($"no agent answers at `{address}`", "give the same `--listen` as the agent has"));
        }
    }

    private static Uri UriOf(ListenAddress address, bool tls)
    {
        // One that listens at all addresses is asked at its own.
        string host = address.EndPoint switch
        {
            null => "localhost",
            { Address: var ip } when ip.Equals(IPAddress.Any) => $"127.0.0.1:{address.EndPoint.Port}",
            { Address: var ip } when ip.Equals(IPAddress.IPv6Any) => $"localhost:{address.EndPoint.Port}",
            { } endPoint => endPoint.ToString(),
        };
        return new Uri($"{(tls ? "https" : "http")}://{host}/healthz");
    }

    private static async ValueTask<Stream> Connect(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Note Bad(string message, string hint) => new("ECO7030", message, hint);
}
