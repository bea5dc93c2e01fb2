namespace EcoCode.Cli.Measuring;

/// <summary>Ids of runs: short enough to be typed, random enough not to meet again; the ledger looks whether they do.</summary>
/// <remarks>They guard nothing, so they need no cryptography, whose library costs each run 4 MB and 10 ms.</remarks>
internal static class RunId
{
    /// <summary><c>r-</c> and eight hexadecimal digits.</summary>
    internal static string New() => "r-" + Random.Shared.GetHexString(8, lowercase: true);
}
