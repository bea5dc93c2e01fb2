using System.Globalization;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Every warning that a resolved request can carry: what was used in place of what is not known.</summary>
internal static class Assumptions
{
    public static Note NoZone() => new("ECO3021", "no zone set: the world average is used", "set `--zone`, for example `--zone DE`");

    /// <summary><paramref name="otherBasis"/> is the other basis, when it has a figure of the place itself.</summary>
    public static Note WiderGrid(Place place, GridFigure used, GridBasis? otherBasis) => new(
        "ECO3022",
        $"no `{used.Basis.Name()}` grid figure for {place.InWords}: "
            + $"that of `{used.Zone}` ({used.Name}, {Plain(used.Intensity.GramsPerKilowattHour)} g/kWh) is used",
        otherBasis is { } other ? $"`--basis {other.Name()}` has its own figure" : null);

    public static Note AnyDataCentre(CloudRegion region, double pue) => new(
        "ECO3023", $"no PUE is known for `{region.Key}`: the average of surveyed data centres, {Plain(pue)}, is used", "give it with `--pue`");

    public static Note WorldWater(Place place) => new("ECO3024", $"no water figure for the grid of {place.InWords}: the world average is used");

    public static Note NoPriceInCurrency(Place place, string wanted, PriceRow? known) => new(
        "ECO3025",
        known is null ? $"no price of electricity is known for {place.InWords}"
            : $"the price known for {place.InWords} is in `{known.Price.Currency}`, not in `{wanted}`: no cost is shown",
        $"give a price, for example `--price 0.31{wanted}`");

    private static string Plain(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
