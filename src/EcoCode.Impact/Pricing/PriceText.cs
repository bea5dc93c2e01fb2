using System.Buffers;
using System.Globalization;

namespace EcoCode.Impact;

/// <summary>A price per kWh as people type it: <c>0.31EUR</c>, <c>0.31 EUR</c>, <c>0.31 EUR/kWh</c>.</summary>
internal static class PriceText
{
    private const string Unit = "kWh";

    /// <summary>No currency is so small that a kWh costs this much; what is above it is a slip, and sums of it would leave the range of money.</summary>
    private const decimal Highest = 1_000_000;

    private static readonly SearchValues<char> Amount = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> Unclear = SearchValues.Create(",/+-0123456789");

    /// <summary>Splits amount and currency. The currency is as typed, and empty when there is none.</summary>
    public static bool TryParse(string text, out decimal amount, out string currency)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.EndsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[..^Unit.Length].TrimEnd();
            if (rest.EndsWith('/')) rest = rest[..^1].TrimEnd();
        }

        int digits = rest.IndexOfAnyExcept(Amount);
        if (digits < 0) digits = rest.Length;
        currency = rest[digits..].Trim().ToString();

        // A comma may be a decimal or a thousands mark, and a slash another unit than kWh: guessing would be wrong by 1000.
        bool clear = currency.AsSpan().IndexOfAny(Unclear) < 0;
        return decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount) && clear && amount <= Highest;
    }
}
