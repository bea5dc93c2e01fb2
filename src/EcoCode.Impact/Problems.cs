using System.Globalization;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Every mistake in a request, with its code. A request with one has no answer.</summary>
internal static class Problems
{
    private const int LongestEcho = 48;

    public static Note UnknownZone(string typed, IReadOnlyList<string> closest) => new(
        "ECO3001", $"unknown zone {Echo(typed)}",
        DidYouMean(closest) ?? "give a country (`DE`), a state (`US-CA`), a cloud region (`aws:eu-central-1`), `EU` or `WORLD`");

    public static Note UnknownProvider(string typed, IReadOnlyList<string> known) => new(
        "ECO3001", $"unknown cloud provider {Echo(typed)}", $"known are {Listed([.. known.Select(name => $"`{name}`")], "and")}");

    public static Note UnknownRegion(string provider, string typed, IReadOnlyList<string> closest) => new(
        "ECO3001", $"unknown region {Echo(typed)} of `{provider}`", DidYouMean(closest) ?? "give the country or state it is in, such as `DE` or `US-CA`");

    public static Note AmbiguousZone(string typed, IReadOnlyList<string> meanings) => new(
        "ECO3002", $"zone {Echo(typed)} has more than one meaning", DidYouMean(meanings));

    public static Note NoFigure(Place place, GridBasis basis) => new(
        "ECO3003", $"there is no `{basis.Name()}` figure for {place.InWords}",
        basis == GridBasis.Direct ? "use `--basis lifecycle`" : "use `--zone WORLD`");

    public static Note PueOutOfRange(double value) => new(
        "ECO3004", $"PUE is at least 1 and at most 10, not `{value.ToString(CultureInfo.InvariantCulture)}`",
        "1 is a building that draws no more than its computers");

    public static Note MalformedPrice(string typed) => new(
        "ECO3005", $"{Echo(typed)} is not a price per kWh", "write an amount and a currency, such as `0.31EUR`");

    public static Note PriceWithoutCurrency(string typed) => new(
        "ECO3005", $"the price {Echo(typed)} has no currency", $"write it as `{typed.Trim()}EUR`, or with your own currency's code");

    public static Note UnknownCurrency(string typed, IReadOnlyList<string> closest) => new(
        "ECO3006", $"unknown currency {Echo(typed)}", DidYouMean(closest) ?? "give a code of ISO 4217, such as `EUR`");

    public static Note PriceInOtherCurrency(string price, string wanted) => new(
        "ECO3007", $"the price is in `{price}`, but the cost is wanted in `{wanted}`", "give both in one currency: nothing is converted");

    internal static string? DidYouMean(IReadOnlyList<string> meanings)
        => meanings.Count == 0 ? null : $"did you mean {Listed(meanings, "or")}?";

    private static string Listed(IReadOnlyList<string> items, string last)
        => items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} {last} {items[^1]}";

    /// <summary>What was typed, fit for one line of a terminal.</summary>
    internal static string Echo(string typed)
    {
        string shown = typed.Length > LongestEcho ? typed[..LongestEcho] + "…" : typed;
        return $"`{string.Concat(shown.Select(letter => char.IsControl(letter) || letter == '`' ? '?' : letter))}`";
    }
}
