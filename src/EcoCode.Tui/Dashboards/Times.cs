using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards;

/// <summary>Moves in time.</summary>
internal static class Times
{
    /// <summary>Steps over which the cursor crosses the chart.</summary>
    private const int StepsOfSpan = 60;

    /// <summary>The time that the chart shows: what the setting says, of a run all of it.</summary>
    internal static TimeSpan SpanOf(Model model)
    {
        TimeSpan set = Model.Spans[model.Span];
        return model.Subject.Run is not null && model.Now > TimeSpan.Zero && set > model.Now ? model.Now : set;
    }

    /// <summary>With the cursor of the chart moved; at the right edge it is gone.</summary>
    internal static Model Scrubbed(Model now, int direction)
    {
        if (now.History.Count == 0) return now;
        TimeSpan step = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerSecond, SpanOf(now).Ticks / StepsOfSpan));
        TimeSpan oldest = now.History[0].End, at = (now.Scrub ?? now.Now) + (step * direction);
        if (at >= now.Now) return now with { Scrub = null };
        return now with { Scrub = at < oldest ? oldest : at };
    }

    /// <summary>Holds the picture, or lets it go on.</summary>
    internal static Model Held(Model now)
        => now.Paused ? Table.Built(now with { Paused = false, Shown = now.Latest, Forest = now.LatestForest, Peak = now.History.Peak }) : now with { Paused = true };

    /// <summary>Counts energies from the latest snapshot on.</summary>
    internal static Model Reset(Model now)
    {
        if (now.Latest is not { } latest || now.Subject.Run is not null) return now;
        var forest = Forest.Of(latest, now.LatestForest, latest, now.Rates);
        return Table.Built(now with { Since = latest, Emission = now.Emission?.Reset(), LatestForest = forest, Forest = forest, Shown = latest, Paused = false, Said = "energies are counted from now on" });
    }
}
