using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;

namespace EcoCode.Impact;

/// <summary>Reads the prices of a market: <c>start,price_per_kwh,currency</c>, perhaps with <c>end</c>, in any order of rows and columns.</summary>
internal static class SpotCsv
{
    private const decimal Highest = 1_000_000;

    public static SpotPrices? Parse(string file, string text, out Note? problem)
    {
        try
        {
            using var reader = new StringReader(text);
            return Read(file, [.. Csv.Rows(reader)], out problem);
        }
        catch (FormatException fault)
        {
            problem = TariffProblems.Malformed(file, fault.Message, null);
            return null;
        }
    }

    private static SpotPrices? Read(string file, List<string[]> table, out Note? problem)
    {
        problem = null;
        string[] header = table.Count > 0 ? [.. table[0].Select(name => name.Trim())] : [];
        (int start, int end, int price, int money) = (Array.IndexOf(header, "start"), Array.IndexOf(header, "end"), Array.IndexOf(header, "price_per_kwh"), Array.IndexOf(header, "currency"));
        if (start < 0 || price < 0 || money < 0)
        {
            problem = TariffProblems.Malformed(file, "it is neither a tariff in JSON nor a table with the columns `start`, `price_per_kwh` and `currency`", "docs/impact.md has an example of both");
            return null;
        }

        string? currency = null;
        var rows = new List<(DateTimeOffset From, DateTimeOffset? To, decimal Price)>();
        for (int i = 1; i < table.Count; i++)
        {
            string[] cells = table[i];
            string? wrong = cells.Length != header.Length ? FormattableString.Invariant($"it has {cells.Length} cells, and the header has {header.Length}")
                : !TryTime(cells[start], out DateTimeOffset from) ? $"{Problems.Echo(cells[start])} is no time with its offset"
                : !TryEnd(end < 0 ? "" : cells[end], from, out DateTimeOffset? to) ? $"{Problems.Echo(cells[end])} is no time after the start"
                : !TryPrice(cells[price], out decimal amount) ? $"{Problems.Echo(cells[price])} is no price"
                : !Currencies.TryFind(ImpactTables.Shipped, cells[money], out string? code, out _) ? $"{Problems.Echo(cells[money])} is no currency"
                : (currency ??= code) != code ? $"its currency is `{code}`, and that of the rows before it is `{currency}`: nothing is converted"
                : Added(rows, from, to, amount);
            if (wrong is null) continue;
            problem = TariffProblems.MalformedRow(file, i, wrong);
            return null;
        }

        if (currency is null)
        {
            problem = TariffProblems.Malformed(file, "it has no prices", null);
            return null;
        }

        rows.Sort((one, other) => one.From.CompareTo(other.From));
        return new(file, currency, Closed(rows));
    }

    private static string? Added(List<(DateTimeOffset From, DateTimeOffset? To, decimal Price)> rows, DateTimeOffset from, DateTimeOffset? to, decimal price)
    {
        rows.Add((from, to, price));
        return null;
    }

    /// <summary>A row without an end ends where the next begins; the last one is as long as the one before it, or an hour.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To, decimal Price)> Closed(List<(DateTimeOffset From, DateTimeOffset? To, decimal Price)> rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            (DateTimeOffset from, DateTimeOffset? to, decimal price) = rows[i];
            DateTimeOffset? next = i + 1 < rows.Count ? rows[i + 1].From : null;
            DateTimeOffset end = to ?? next ?? from + (i > 0 ? from - rows[i - 1].From : TimeSpan.FromHours(1));
            if (next < end) end = next.Value;
            if (end > from) yield return (from, end, price);
        }
    }

    private static bool TryEnd(string cell, DateTimeOffset from, out DateTimeOffset? to)
    {
        to = null;
        if (cell.Trim().Length == 0) return true;
        if (!TryTime(cell, out DateTimeOffset end)) return false;
        to = end;
        return end > from;
    }

    /// <summary>A time that names its offset: without one, a day of 25 hours would have two rows of one time.</summary>
    private static bool TryTime(string cell, out DateTimeOffset time)
    {
        string text = cell.Trim();
        time = default;
        int clock = text.IndexOfAny(['T', ' ']);
        bool told = clock > 0 && (text.EndsWith('Z') || text.AsSpan(clock).IndexOfAny('+', '-') > 0);
        return told && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    private static bool TryPrice(string cell, out decimal price)
        => decimal.TryParse(cell.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out price)
            && Math.Abs(price) <= Highest;
}
