using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>The line that shows, while a command runs, what it has used so far.</summary>
public static class ProgressLine
{
    /// <summary>For example <c>12:41  685 W  145 Wh  49.8 g</c>; from an hour on the time is <c>1:12:41</c>, days count as hours.</summary>
    /// <param name="elapsed">Time since the start.</param>
    /// <param name="power">The tree's power now.</param>
    /// <param name="energy">The tree's energy so far.</param>
    /// <param name="carbon">The emissions of that energy.</param>
    /// <param name="unicode">Whether characters beyond ASCII (µ) may be written.</param>
    public static string Render(TimeSpan elapsed, Power power, Energy energy, Carbon carbon, bool unicode = true)
    {
        string hours = elapsed.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(long)elapsed.TotalHours}:{elapsed.Minutes:00}")
            : elapsed.Minutes.ToString(CultureInfo.InvariantCulture);
        string line = $"{hours}:{elapsed.Seconds:00}  {Scale.Watts(power)}  {Scale.WattHours(energy)}  {Scale.Grams(carbon)}";
        return unicode ? line : PlainText.ToAscii(line);
    }
}
