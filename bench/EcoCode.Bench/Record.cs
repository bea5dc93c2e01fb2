using EcoCode.Ledger;
using EcoCode.Ledger.Export;

namespace EcoCode.Bench;

/// <summary>What a measured run left.</summary>
internal static class Record
{
    internal static RunRecord Read(string path)
        => RunJson.TryParse(File.ReadAllBytes(path), out RunRecord? record, out string? error) ? record : throw new InvalidOperationException($"{path}: {error}");
}
