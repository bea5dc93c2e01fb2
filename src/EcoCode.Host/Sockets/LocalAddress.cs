using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EcoCode.Host.Sockets;

/// <summary>The address of a local socket: a path, or a name that vanishes with whoever holds it (Linux's abstract namespace).</summary>
public sealed record LocalAddress
{
    /// <summary>sun_path has 108 bytes; a path needs one for its end, and an abstract name one for the zero byte at its begin.</summary>
    private const int Longest = 107;

    private LocalAddress(string text) => Text = text;

    /// <summary>As it is written: an abstract name with <c>@</c> in front.</summary>
    public string Text { get; }

    /// <summary>Whether it is a name and no file.</summary>
    public bool IsAbstract => Text[0] == '@';

    /// <summary>Reads an address. False where it is empty, longer than 107 bytes, or has a zero byte.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LocalAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool fits = text.Length > (text.StartsWith('@') ? 1 : 0) && !text.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(text) <= Longest;
        address = fits ? new LocalAddress(text) : null;
        return fits;
    }

    /// <summary>A name that nobody can guess, and nobody else has: of 128 random bits.</summary>
    /// <param name="prefix">What it begins with, for people who look at /proc/net/unix.</param>
    public static LocalAddress Unguessable(string prefix) => new($"@{prefix}{Random.Shared.GetHexString(32, lowercase: true)}");

    public override string ToString() => Text;
}
