using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EcoCode.Agent.Serving;
using EcoCode.Scripted;

namespace EcoCode.Agent.Tests.Serving;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_served_over_tls_1_2_and_later()
    {
        await using Served served = await Served.Start(Encrypted("one"));
        Assert.Equal("https", served.Address.Scheme);
        foreach (SslProtocols version in new[] { SslProtocols.Tls12, SslProtocols.Tls13 })
        {
            using HttpClient client = served.Speak(new HttpClientHandler { SslProtocols = version, ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
            Assert.NotEmpty(await client.GetStringAsync("/metrics", Cancel));
        }
    }

    [Fact]
    public async Task Cleartext_gets_nothing_from_a_port_that_speaks_tls()
    {
        await using Served served = await Served.Start(Encrypted("one"));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.Address.Port}") };
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync("/metrics", Cancel));
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_a_minute_later()
    {
        var clock = new ManualClock();
        ServerOptions options = Encrypted("old");
        await using Served served = await Served.Start(options, time: clock);
        Assert.Equal("CN=old", await Subject(served));
        (string certificate, string key) = Pem("new");
        _folder.Write("server.pem", certificate);
        _folder.Write("server.key", key);
        File.SetLastWriteTimeUtc(options.CertificateFile!, DateTime.UnixEpoch);
        Assert.Equal("CN=old", await Subject(served));
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("CN=new", await Subject(served));
    }

    [Fact]
    public async Task A_broken_renewal_leaves_the_old_certificate_in_use()
    {
        var clock = new ManualClock();
        ServerOptions options = Encrypted("old");
        await using Served served = await Served.Start(options, time: clock);
        _folder.Write("server.pem", "half a cert");
        File.SetLastWriteTimeUtc(options.CertificateFile!, DateTime.UnixEpoch);
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("CN=old", await Subject(served));
    }

    [Fact]
    public async Task Only_clients_of_the_authority_are_let_in_where_one_is_named()
    {
        using X509Certificate2 authority = Authority("fleet"), other = Authority("other");
        await using Served served = await Served.Start(Encrypted("one") with { ClientCaFile = _folder.Write("ca.pem", authority.ExportCertificatePem()) });
        using X509Certificate2 known = Issued(authority, "scraper"), stranger = Issued(other, "stranger");
        Assert.NotEmpty(await Ask(served, known));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Ask(served, stranger));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Ask(served, null));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> Ask(Served served, X509Certificate2? certificate)
    {
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true, ClientCertificateOptions = ClientCertificateOption.Manual };
        if (certificate is not null) handler.ClientCertificates.Add(certificate);
        using HttpClient client = served.Speak(handler);
        return await client.GetStringAsync("/metrics", Cancel);
    }

    /// <summary>Whom a new connection is shown.</summary>
    private static async Task<string> Subject(Served served)
    {
        string subject = "";
        using HttpClient client = served.Speak(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                subject = certificate!.Subject;
                return true;
            },
        });
        using HttpResponseMessage answer = await client.GetAsync("/healthz", Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return subject;
    }

    private ServerOptions Encrypted(string name)
    {
        (string certificate, string key) = Pem(name);
        return Served.Anywhere with { CertificateFile = _folder.Write("server.pem", certificate), KeyFile = _folder.Write("server.key", key) };
    }

    private static (string Certificate, string Key) Pem(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(From, To);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Authority(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(From, To);
    }

    private static X509Certificate2 Issued(X509Certificate2 authority, string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using X509Certificate2 certificate = request.Create(authority, From.AddHours(1), To.AddHours(-1), [1, 2, 3]);
        return certificate.CopyWithPrivateKey(key);
    }

    private static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddDays(-1);

    private static DateTimeOffset To => TimeProvider.System.GetUtcNow().AddDays(1);
}
