namespace EcoCode.Impact;

/// <summary>Prices of a market, each for its own span of time.</summary>
public sealed class SpotPrices : ITimedPrice
{
    private readonly (DateTimeOffset From, DateTimeOffset To, decimal PerKilowattHour)[] _rows;

    /// <param name="source">The file.</param>
    /// <param name="currency">Of all of them.</param>
    /// <param name="rows">In order of time, without overlap; there may be gaps.</param>
    internal SpotPrices(string source, string currency, IEnumerable<(DateTimeOffset From, DateTimeOffset To, decimal PerKilowattHour)> rows)
        => (Source, Currency, _rows) = (source, currency, [.. rows]);

    public string Currency { get; }

    public string Source { get; }

    public decimal? At(DateTimeOffset instant)
    {
        int low = 0, high = _rows.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_rows[middle].From <= instant) low = middle + 1;
            else high = middle;
        }

        return low > 0 && instant < _rows[low - 1].To ? _rows[low - 1].PerKilowattHour : null;
    }
}
