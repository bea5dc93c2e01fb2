using System.Globalization;
using EcoCode.Quantities;

namespace EcoCode.Impact.Course;

/// <summary>What can be said of figures that go by the time.</summary>
internal static class CourseNotes
{
    public static Note OtherBasis(GridCoverage covered, GridFigure table) => new(
        "ECO3141",
        $"`{covered.Series.Provider}` tells `{covered.Series.Basis.Name()}` intensities of only {Percent(covered.Share)} of the energy, and the table has "
            + $"none of that kind for the rest: `{table.Zone}` of the table, `{table.Basis.Name()}`, is used for all of it",
        "once the run is over, `ecocode runs recalc` asks for what was missing");

    public static Note Unpriced(ITimedPrice prices, double share) => new(
        "ECO3142",
        $"`{prices.Source}` has no price for the time at which {Percent(share)} of the energy was used: no cost is shown",
        $"`--price 0.31{prices.Currency}` gives one for such times");

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
