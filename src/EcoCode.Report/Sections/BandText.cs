using System.Globalization;

namespace EcoCode.Report.Sections;

/// <summary>How far a figure may be off, as a percentage of it.</summary>
internal static class BandText
{
    /// <summary>For example <c>±  3 %</c>; <c>± &lt;1 %</c>, <c>± >100 %</c>, and <c>±  ? %</c> when unknown.</summary>
    /// <param name="band">Half-width of the interval, in the unit of the figure.</param>
    /// <param name="figure">The figure; of 0 no percentage can be told.</param>
    internal static string Of(double band, double figure)
    {
        double percent = 100 * band / Math.Abs(figure);
        string shown = percent switch
        {
            > 100.5 => ">100",
            >= 0.95 => Math.Round(percent, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture),
            >= 0 => "<1",
            _ => "?",
        };
        return figure == 0 ? "" : $"± {shown,2} %";
    }
}
