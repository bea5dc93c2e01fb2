using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Agent.Serving;

/// <summary>Who may ask, and what is shown to them first: all the files that options name, read.</summary>
/// <param name="Credentials">Names with passwords, and tokens.</param>
/// <param name="Certificates">For TLS; <c>null</c> for cleartext.</param>
internal sealed record Access(Credentials Credentials, Certificates? Certificates)
{
    /// <summary>Reads the files.</summary>
    /// <param name="options">Which, and whether they are needed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Gets what is unwise, now and later.</param>
    /// <param name="access">What was read.</param>
    /// <param name="problem">Why nobody can be let in so.</param>
    internal static bool TryOpen(ServerOptions options, TimeProvider time, Action<Note> warn, [NotNullWhen(true)] out Access? access, [NotNullWhen(false)] out Note? problem)
    {
        access = null;
        problem = Lonely(options);
        if (problem is not null) return false;
        bool encrypted = options.CertificateFile is not null;
        ListenAddress? open = options.Listen.FirstOrDefault(static address => !address.IsLocal);
        if (open is not null && !encrypted && !options.Insecure)
        {
            problem = ServingProblems.Cleartext(open);
            return false;
        }

        Certificates? certificates = null;
        if (encrypted && !Certificates.TryOpen(options, time, warn, out certificates, out problem)) return false;
        if (!Credentials.TryRead(options.BasicFile, options.TokenFile, out Credentials? credentials, out problem)) return false;
        foreach (string? secret in new[] { options.KeyFile ?? options.CertificateFile, options.BasicFile, options.TokenFile })
        {
            if (secret is not null && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(secret) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0) warn(ServingProblems.Open(secret));
        }

        if (credentials.Asked && open is not null && !encrypted) warn(ServingProblems.Overheard());
        access = new Access(credentials, certificates);
        return true;
    }

    /// <summary>An option that has no meaning without another.</summary>
    private static Note? Lonely(ServerOptions options) => options switch
    {
        { KeyFile: not null, CertificateFile: null } => ServingProblems.Alone("--tls-key", "--tls-cert"),
        { ClientCaFile: not null, CertificateFile: null } => ServingProblems.Alone("--client-ca", "--tls-cert"),
        _ => null,
    };
}
