using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using EcoCode.Quantities;

namespace EcoCode.Agent.Serving;

/// <summary>The names with passwords, and the tokens, that open the agent. Only their digests are kept.</summary>
internal sealed class Credentials
{
    /// <summary>Nobody is asked.</summary>
    internal static Credentials None { get; } = new([], [], basic: false, bearer: false);

    private readonly List<byte[]> _basic;
    private readonly List<byte[]> _tokens;
    private readonly bool _asksBasic;
    private readonly bool _asksBearer;

    private Credentials(List<byte[]> accounts, List<byte[]> tokens, bool basic, bool bearer) => (_basic, _tokens, _asksBasic, _asksBearer) = (accounts, tokens, basic, bearer);

    /// <summary>Whether anything has to be shown.</summary>
    internal bool Asked => _asksBasic || _asksBearer;

    /// <summary>What a client is told that showed nothing right (RFC 9110, 11.6.1).</summary>
    internal string Challenge => (_asksBasic, _asksBearer) switch
    {
        (true, true) => "Basic realm=\"ecocode\", charset=\"UTF-8\", Bearer realm=\"ecocode\"",
        (true, false) => "Basic realm=\"ecocode\", charset=\"UTF-8\"",
        _ => "Bearer realm=\"ecocode\"",
    };

    /// <summary>Reads the files.</summary>
    /// <param name="basicFile">Lines <c>name:password</c>, or <c>null</c>.</param>
    /// <param name="tokenFile">Tokens, one a line, or <c>null</c>.</param>
    /// <param name="credentials">What they hold.</param>
    /// <param name="problem">Why they can't be used.</param>
    internal static bool TryRead(string? basicFile, string? tokenFile, [NotNullWhen(true)] out Credentials? credentials, [NotNullWhen(false)] out Note? problem)
    {
        credentials = null;
        if (!TryLines(basicFile, out List<string> accounts, out problem) || !TryLines(tokenFile, out List<string> tokens, out problem)) return false;
        foreach (string account in accounts)
        {
            if (account.IndexOf(':', StringComparison.Ordinal) > 0) continue;
            problem = ServingProblems.NoAccount(basicFile!);
            return false;
        }

        credentials = new(accounts.ConvertAll(Digest), tokens.ConvertAll(Digest), basicFile is not null, tokenFile is not null);
        return true;
    }

    /// <summary>Whether a header <c>Authorization</c> shows one of them. It takes as long for a right one as for a wrong one.</summary>
    internal bool Admit(string? authorization)
    {
        if (!Asked) return true;
        if (!AuthenticationHeaderValue.TryParse(authorization, out AuthenticationHeaderValue? shown) || shown.Parameter is not { } parameter) return false;
        if (_asksBearer && shown.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return IsAny(_tokens, Digest(parameter));
        if (!_asksBasic || !shown.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return false;
        byte[] decoded = new byte[parameter.Length];
        return Convert.TryFromBase64String(parameter, decoded, out int length) && IsAny(_basic, SHA256.HashData(decoded.AsSpan(0, length)));
    }

    /// <summary>Compares with all, whichever is right, so that time tells nothing; digests, so that neither does length.</summary>
    private static bool IsAny(List<byte[]> known, byte[] shown)
    {
        bool found = false;
        foreach (byte[] digest in known) found |= CryptographicOperations.FixedTimeEquals(digest, shown);
        return found;
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static bool TryLines(string? path, out List<string> lines, [NotNullWhen(false)] out Note? problem)
    {
        lines = [];
        problem = null;
        if (path is null) return true;
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                if (line.Trim() is { Length: > 0 } text && text[0] != '#') lines.Add(text);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = ServingProblems.Unreadable(path, exception);
            return false;
        }

        problem = lines.Count == 0 ? ServingProblems.Nobody(path) : null;
        return problem is null;
    }
}
