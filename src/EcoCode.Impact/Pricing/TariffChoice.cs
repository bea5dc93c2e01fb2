using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Which price applies: the one given, else the table's for the zone or its country, else none.</summary>
internal static class TariffChoice
{
    /// <summary>The one kind of consumer of which every zone in the table has a price, so that zones compare.</summary>
    private const string Consumer = "industrial";

    /// <summary>Fails when the request is wrong; otherwise the tariff, or <c>null</c> when none is known.</summary>
    public static bool TryFind(
        ImpactTables tables, Place place, ImpactRequest request, List<Note> notes, out Tariff? tariff, [NotNullWhen(false)] out Note? problem)
    {
        tariff = null;
        problem = null;
        string? wanted = null;
        if (request.Currency is { } code && !Currencies.TryFind(tables, code, out wanted, out problem)) return false;
        if (request.Prices is { } prices)
        {
            if (wanted is not null && wanted != prices.Currency)
            {
                problem = Problems.PriceInOtherCurrency(prices.Currency, wanted);
                return false;
            }

            // The table's price is of another consumer in another year: it does not fill the gaps of a tariff.
            if (request.Price is null) return true;
            wanted = prices.Currency;
        }

        if (request.Price is { } typed) return TryRead(tables, typed, wanted, out tariff, out problem);
        tariff = Tabulated(tables, place, wanted, notes);
        return true;
    }

    private static Tariff? Tabulated(ImpactTables tables, Place place, string? wanted, List<Note> notes)
    {
        PriceRow? row = Nearest(tables, place.Zone);
        if (row is not null && (wanted is null || wanted == row.Price.Currency))
        {
            return new(row.Price, $"{row.Source}: {row.Zone}, {row.Consumer} consumers, {row.Period}, {row.Note}");
        }

        if (wanted is not null) notes.Add(Assumptions.NoPriceInCurrency(place, wanted, row));
        return null;
    }

    /// <summary>Of the zone or its country: there is no price of the world.</summary>
    private static PriceRow? Nearest(ImpactTables tables, ZoneCode place)
    {
        PriceRow? ofCountry = null;
        foreach (PriceRow row in tables.Prices())
        {
            if (row.Consumer != Consumer) continue;
            if (row.Zone == place.Value) return row;
            if (row.Zone == place.Country.Value) ofCountry = row;
        }

        return ofCountry;
    }

    private static bool TryRead(
        ImpactTables tables, string typed, string? wanted, [NotNullWhen(true)] out Tariff? tariff, [NotNullWhen(false)] out Note? problem)
    {
        tariff = null;
        string? currency = wanted;
        if (!PriceText.TryParse(typed, PriceText.Energy, out decimal amount, out string written))
        {
            problem = Problems.MalformedPrice(typed);
            return false;
        }

        if (written.Length > 0 && !Currencies.TryFind(tables, written, out currency, out problem)) return false;
        problem = currency is null ? Problems.PriceWithoutCurrency(typed)
            : wanted is not null && wanted != currency ? Problems.PriceInOtherCurrency(currency, wanted)
            : null;
        if (problem is not null) return false;
        tariff = new(new(amount, currency!), "given");
        return true;
    }
}
