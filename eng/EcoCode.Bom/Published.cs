using System.Security.Cryptography;

namespace EcoCode.Bom;

/// <summary>The file that is handed out.</summary>
internal static class Published
{
    /// <summary>SHA-256 of a file, in hexadecimal.</summary>
    public static string Sha256(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
