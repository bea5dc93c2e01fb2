using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Grids;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Plans;

/// <summary>What is told while a command waits for clean power, and when it is started.</summary>
public static class WaitText
{
    /// <summary>The most cells that a line takes where nothing says how wide it may be.</summary>
    public const int Widest = 200;

    /// <summary>A line as it is written: <c>ecocode: …</c>, no wider than allowed.</summary>
    public static string Line(string text, int width, bool unicode)
    {
        string line = "ecocode: " + PlainText.Clean(text);
        return Cells.Cut(unicode ? line : PlainText.ToAscii(line), width, unicode ? "…" : "...");
    }

    /// <summary>How long is left, in steps as large as it makes sense to read.</summary>
    public static string Left(TimeSpan left)
        => Scale.Time(left >= TimeSpan.FromMinutes(2) ? Whole(left, TimeSpan.TicksPerMinute) : Whole(left, TimeSpan.TicksPerSecond));

    /// <summary>What is waited for by a plan.</summary>
    public static string Planned(PlanPage plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return $"waits until {GridWords.Full(plan.Best.Start)}: in the {Scale.Time(plan.Duration)} from then it is {Grid(plan.Best)}{Instead(plan)}; Ctrl-C cancels";
    }

    /// <summary>Why a plan has it start at once.</summary>
    public static string AtOnce(PlanPage plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return $"starts at once: no {Scale.Time(plan.Duration)} before {GridWords.Full(plan.Deadline)} are cleaner than these, with {Grid(plan.Best)}";
    }

    /// <summary>What is waited for by a threshold.</summary>
    public static string Above(CarbonIntensity now, CarbonIntensity threshold, DateTimeOffset latest)
        => $"waits for {Grams(threshold)} or less, at the latest until {GridWords.Full(latest)}: it is {Grams(now)}; Ctrl-C cancels";

    /// <summary>Why a threshold has it start.</summary>
    public static string Below(CarbonIntensity now, CarbonIntensity threshold) => $"starts: it is {Grams(now)}, and {Grams(threshold)} or less was wanted";

    /// <summary>Why it starts though a threshold is not reached.</summary>
    public static string OutOfTime(CarbonIntensity? now, CarbonIntensity threshold)
        => $"starts: there is no more time to wait for {Grams(threshold)}" + (now is { } known ? $"; it is {Grams(known)}" : "");

    /// <summary>Why it does not wait at all.</summary>
    public static string Unknown(Note reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return $"starts at once, as nothing says when power is cleaner: {reason.Message} ({reason.Code})";
    }

    /// <summary>That the provider has ceased to answer.</summary>
    public static string Lost(Note reason, DateTimeOffset latest)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return $"goes on waiting, at the latest until {GridWords.Full(latest)}: {reason.Message} ({reason.Code})";
    }

    private static string Instead(PlanPage plan)
        => plan is { AtOnce.Intensity: { } now, SavedShare: { } share } ? $" instead of {Grams(now)} now ({Scale.Percent(share)} less)" : "";

    private static string Grid(PlanStart start) => start.Intensity is { } grid ? Grams(grid) : "least";

    private static string Grams(CarbonIntensity grid) => Scale.Digits(grid.GramsPerKilowattHour) + " g/kWh";

    private static TimeSpan Whole(TimeSpan time, long step) => new((time.Ticks + step - 1) / step * step);
}
