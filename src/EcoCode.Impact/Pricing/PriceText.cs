using System.Buffers;
using System.Globalization;

namespace EcoCode.Impact;

/// <summary>A price as people type it: <c>0.31EUR</c>, <c>0.31 EUR</c>, <c>0.31 EUR/kWh</c>; of an hour <c>1.20USD/h</c>.</summary>
internal static class PriceText
{
    public const string Energy = "kWh", Hour = "h";

    /// <summary>No currency is so small that a kWh costs this much, nor an hour of a machine; what is above it is a slip, and sums of it would leave the range of money.</summary>
    private const decimal Highest = 1_000_000;

    private static readonly SearchValues<char> Amount = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> Unclear = SearchValues.Create(",/+-0123456789");

    /// <summary>Splits amount and currency. The currency is as typed, and empty when there is none.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="unit">What the price is of; it may be left out.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">The currency.</param>
    public static bool TryParse(string text, string unit, out decimal amount, out string currency)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
        {
            ReadOnlySpan<char> before = rest[..^unit.Length].TrimEnd();

            // A currency may end as the unit of an hour does (UAH), so that one needs its stroke.
            if (before.EndsWith('/')) rest = before[..^1].TrimEnd();
            else if (unit != Hour) rest = before;
        }

        int digits = rest.IndexOfAnyExcept(Amount);
        if (digits < 0) digits = rest.Length;
        currency = rest[digits..].Trim().ToString();

        // A comma may be a decimal or a thousands mark, and a slash another unit than kWh: guessing would be wrong by 1000.
        bool clear = currency.AsSpan().IndexOfAny(Unclear) < 0;
        return decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount) && clear && amount <= Highest;
    }
}
