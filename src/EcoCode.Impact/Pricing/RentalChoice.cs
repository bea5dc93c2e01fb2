using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What renting the machine costs, if that was said.</summary>
internal static class RentalChoice
{
    /// <summary>Fails when what was said is no price; otherwise the rental, or <c>null</c> when nothing was said.</summary>
    public static bool TryFind(ImpactTables tables, string? typed, out Rental? rental, [NotNullWhen(false)] out Note? problem)
    {
        (rental, problem) = (null, null);
        if (typed is null) return true;
        if (!PriceText.TryParse(typed, PriceText.Hour, out decimal amount, out string written) || written.Length == 0)
        {
            problem = TariffProblems.MalformedRental(typed);
            return false;
        }

        if (!Currencies.TryFind(tables, written, out string? currency, out problem)) return false;
        rental = new(amount, currency, "given");
        return true;
    }
}
