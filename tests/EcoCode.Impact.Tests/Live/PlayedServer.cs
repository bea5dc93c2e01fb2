using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EcoCode.Impact.Live.Asking;

namespace EcoCode.Impact.Tests.Live;

/// <summary>A server on this machine that plays a service over HTTPS, with a certificate that only <see cref="NewHandler"/> trusts.</summary>
internal sealed class PlayedServer : IAsyncDisposable
{
    private static readonly X509Certificate2 Certificate = NewCertificate();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Asked> _asked = [];
    private readonly Task _serving;

    internal PlayedServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Its address.</summary>
    internal Uri Address => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>What it answers to whom.</summary>
    internal Func<Asked, Reply> Play { get; set; } = _ => Reply.Json("{}", 404);

    /// <summary>Set when a reply stalls.</summary>
    internal TaskCompletionSource Stalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it was asked, in order.</summary>
    internal IReadOnlyList<Asked> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    /// <summary>The handler that users have, but for its trust.</summary>
    internal static HttpMessageHandler NewHandler()
    {
        var handler = (SocketsHttpHandler)GridHttp.NewHandler(proxies: false);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.GetCertHashString();
        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException { Source: "System.Net.Sockets" })
        {
            // The listener was stopped, before or while it waited.
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                if (await reader.ReadLineAsync(_stop.Token) is not { } target) return;
                var headers = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line) headers.AppendLine(line);
                var asked = new Asked(target.Replace(" HTTP/1.1", "", StringComparison.Ordinal), headers.ToString());
                lock (_asked) _asked.Add(asked);
                Reply reply = Play(asked);
                await stream.WriteAsync(reply.Bytes, _stop.Token);
                await stream.FlushAsync(_stop.Token);
                if (!reply.Stalls) return;
                Stalled.TrySetResult();
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client has gone, or does not trust us: that is for it to tell.
        }
    }
}
