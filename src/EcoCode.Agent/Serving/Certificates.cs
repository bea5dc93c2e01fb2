using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EcoCode.Quantities;

namespace EcoCode.Agent.Serving;

/// <summary>The certificate that the agent shows, and what it asks of clients; read again when the files have changed.</summary>
/// <remarks>Files are looked at in a handshake, each minute at most: what renews certificates need not tell the agent.</remarks>
internal sealed class Certificates
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<Note> _warn;
    private readonly Lock _lock = new();
    private SslServerAuthenticationOptions _current;
    private (DateTime, DateTime, DateTime) _written;
    private long _looked;

    private Certificates(ServerOptions options, SslServerAuthenticationOptions current, TimeProvider time, Action<Note> warn)
        => (_options, _current, _time, _warn, _looked, _written) = (options, current, time, warn, time.GetTimestamp(), Written(options));

    /// <summary>Reads the files.</summary>
    /// <param name="options">Which they are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Gets what is wrong with files that changed since; the old ones stay in use.</param>
    /// <param name="certificates">What was read.</param>
    /// <param name="problem">Why it can't be used.</param>
    internal static bool TryOpen(ServerOptions options, TimeProvider time, Action<Note> warn, [NotNullWhen(true)] out Certificates? certificates, [NotNullWhen(false)] out Note? problem)
    {
        certificates = TryRead(options, out SslServerAuthenticationOptions? read, out problem) ? new Certificates(options, read, time, warn) : null;
        return certificates is not null;
    }

    /// <summary>What holds for a handshake now.</summary>
    internal SslServerAuthenticationOptions Current
    {
        get
        {
            lock (_lock)
            {
                if (_time.GetElapsedTime(_looked) >= LookEvery) Look();
                return _current;
            }
        }
    }

    private void Look()
    {
        _looked = _time.GetTimestamp();
        (DateTime, DateTime, DateTime) written = Written(_options);
        if (written == _written) return;
        _written = written;
        if (TryRead(_options, out SslServerAuthenticationOptions? read, out Note? problem)) _current = read;
        else _warn(problem);
    }

    private static (DateTime, DateTime, DateTime) Written(ServerOptions options) => (Written(options.CertificateFile), Written(options.KeyFile), Written(options.ClientCaFile));

    private static DateTime Written(string? path) => path is null ? default : File.GetLastWriteTimeUtc(path);

    private static bool TryRead(ServerOptions options, [NotNullWhen(true)] out SslServerAuthenticationOptions? read, [NotNullWhen(false)] out Note? problem)
    {
        read = null;
        string file = options.CertificateFile!;
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(file, options.KeyFile);
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(file);
            read = new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, all, offline: true),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowRenegotiation = false,
            };
            file = options.ClientCaFile ?? file;
            if (options.ClientCaFile is not null) AskClients(read, file);
            problem = null;
            return true;
        }
        catch (CryptographicException exception)
        {
            problem = ServingProblems.NoCertificate(file, exception.Message.TrimEnd('.').ToLowerInvariant());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = ServingProblems.Unreadable((exception as FileNotFoundException)?.FileName ?? file, exception);
        }

        return false;
    }

    private static void AskClients(SslServerAuthenticationOptions options, string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        if (authorities.Count == 0) throw new CryptographicException("There is no certificate in it.");
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new Oid("1.3.6.1.5.5.7.3.2") },
        };
        options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        options.RemoteCertificateValidationCallback = static (_, certificate, _, errors) => certificate is not null && errors == SslPolicyErrors.None;
    }
}
