using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Finds a currency by its code.</summary>
internal static class Currencies
{
    /// <summary>The code in its own spelling, or what is wrong.</summary>
    public static bool TryFind(ImpactTables tables, string typed, [NotNullWhen(true)] out string? code, [NotNullWhen(false)] out Note? problem)
    {
        List<Currency> all = [.. tables.Currencies()];
        string text = typed.Trim();
        code = all.Find(currency => currency.Code.Equals(text, StringComparison.OrdinalIgnoreCase))?.Code;
        problem = code is not null ? null : Problems.UnknownCurrency(text, Spelling.Closest(text, Words(all)));
        return code is not null;
    }

    private static IEnumerable<(string Word, string Meaning)> Words(List<Currency> all)
        => all.SelectMany(currency => new[] { (currency.Code, Meaning(currency)), (currency.Name, Meaning(currency)) });

    private static string Meaning(Currency currency) => $"`{currency.Code}` ({currency.Name})";
}
