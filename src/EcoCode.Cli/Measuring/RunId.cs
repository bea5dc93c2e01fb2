using System.Security.Cryptography;

namespace EcoCode.Cli.Measuring;

/// <summary>Ids of runs: short enough to be typed, random enough not to meet again.</summary>
internal static class RunId
{
    /// <summary><c>r-</c> and eight hexadecimal digits.</summary>
    internal static string New() => "r-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
}
