namespace EcoCode.Report.Layout;

/// <summary>A share as a bar from the left.</summary>
internal static class Bar
{
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>Draws a share between 0 and 1; one above 0 shows at least the smallest step.</summary>
    internal static string Draw(double share, int width, SummaryStyle style)
    {
        if (!(share > 0) || width < 1) return "";
        double filled = Math.Min(share, 1) * width;
        if (!style.Unicode || !style.Terminal) return new string('#', Math.Max(1, (int)Math.Round(filled)));

        int steps = Math.Max(1, (int)Math.Round(filled * 8));
        string full = new('█', steps / 8);
        return steps % 8 == 0 ? full : full + Eighths[(steps % 8) - 1];
    }
}
