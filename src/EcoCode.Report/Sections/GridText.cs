using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Quantities.Text;

namespace EcoCode.Report.Sections;

/// <summary>The grid figure of a run in words: whose it is, and how much of it is live where that is not all or nothing.</summary>
internal static class GridText
{
    /// <summary>A share from here on prints as 100 %.</summary>
    internal const double Whole = 0.9995;

    internal static string Of(RunGrid grid)
    {
        string figure = $"{grid.Zone} {Scale.Digits(grid.GPerKwh)} g/kWh {grid.Basis}";
        if (grid.Parts is not [{ Live: true } live, ..]) return $"{figure}, {grid.Source} ({grid.Year.ToString(CultureInfo.InvariantCulture)})";
        string called = live.Zone == grid.Zone ? "" : $" {live.Zone}";
        return $"{figure}, {live.Source}{called}";
    }

    /// <summary>How much of it comes from where, and whether that is an estimate; nothing where one source told all of it.</summary>
    internal static IEnumerable<string> Parts(RunGrid grid)
    {
        double live = grid.LiveShare;
        if (live is > 0 and < Whole) yield return $"live {Percent(live)}, table {Percent(1 - live)}";
        double estimated = grid.Parts.Sum(part => part.Share * part.EstimatedShare);
        if (live > 0 && estimated >= 0.5 * live) yield return estimated >= Whole * live ? "estimated" : $"estimated {Percent(estimated)}";
    }

    /// <summary>Whole per cents, but never a part that is there as 0 %, nor one that is not all as 100 %.</summary>
    internal static string Percent(double share) => share is > 0.01 and < 0.99 ? $"{(share * 100).ToString("0", CultureInfo.InvariantCulture)} %" : Scale.Percent(share);
}
