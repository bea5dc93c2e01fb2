using EcoCode.Quantities;

namespace EcoCode.Impact.Accounting;

/// <summary>Sums of money by currency, of which a machine has one, and another when its configuration changes.</summary>
internal sealed class MoneySums
{
    private readonly List<Money> _sums = [];

    internal void Add(string currency, decimal amount)
    {
        int at = _sums.FindIndex(sum => sum.Currency == currency);
        if (at < 0) _sums.Add(new Money(amount, currency));
        else _sums[at] = new Money(_sums[at].Amount + amount, currency);
    }

    internal IReadOnlyList<Money> Read() => [.. _sums];
}
