using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Reads a tariff: JSON of prices that go by the clock, or CSV of the prices of a market. docs/impact.md has the form of both.</summary>
public static class TariffText
{
    /// <summary>The prices, or the first thing that is wrong.</summary>
    /// <param name="file">What to call it.</param>
    /// <param name="text">All of its text.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="problem">The mistake, fit to be shown as an error.</param>
    public static bool TryParse(string file, string text, [NotNullWhen(true)] out ITimedPrice? prices, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        prices = text.TrimStart('\uFEFF').TrimStart().StartsWith('{') ? TariffJson.Parse(file, text.TrimStart('\uFEFF'), out problem) : SpotCsv.Parse(file, text.TrimStart('\uFEFF'), out problem);
        return prices is not null;
    }

    /// <summary>What is wrong where a file can't be read at all.</summary>
    public static Note NotReadable(string file, string reason) => TariffProblems.NotReadable(file, reason);
}
