using EcoCode.Impact.Live;
using EcoCode.Impact.Planning;
using EcoCode.Report.Grids;
using EcoCode.Report.Plans;

namespace EcoCode.Cli.Planning;

/// <summary>Plans as they are shown, in the time of the wall clock.</summary>
internal static class PlanPages
{
    private const int MostSlices = 60;

    /// <summary>The page of a plan.</summary>
    internal static PlanPage Of(Plan plan, IReadOnlyList<PlaceAnswer> answers, TimeZoneInfo zone)
    {
        PlanRequest request = plan.Request;
        RateCourse? course = answers.First(answer => answer.Place.Zone == plan.Best.Zone).Place.Of(request.Goal);
        return new()
        {
            Goal = request.Goal.ToString().ToLowerInvariant(),
            Now = LocalTime.In(request.Now, zone),
            Duration = request.Duration,
            Deadline = LocalTime.In(request.Deadline, zone),
            Energy = plan.Energy,
            Power = request.Power,
            Best = Start(plan.Best, zone),
            AtOnce = plan.AtOnce is { } now ? Start(now, zone) : null,
            IsAtOnce = plan.IsAtOnce,
            SavedCarbon = plan.SavedCarbon,
            SavedCost = plan.SavedCost,
            SavedWater = plan.SavedWater,
            SavedShare = plan.SavedShare,
            Places = [.. plan.Places.Select(place => Start(place, zone))],
            Sources = [.. answers.Select(answer => answer.Source).OfType<GridSource>()],
            Course = course is { Steps.Count: > 1 } ? RateMeans.Slices(course, request.Now, request.Deadline, MostSlices) : [],
            Notes = plan.Notes,
        };
    }

    /// <summary>The forecasts behind a plan, by windows of its length in whole minutes.</summary>
    internal static IReadOnlyList<ForecastAnswer> Forecasts(Plan plan, IReadOnlyList<PlaceAnswer> answers)
        => [.. answers.Select(answer => answer.Outlook?.Series is { } series ? Forecast(plan.Request, answer.Place.Zone, series) : null).OfType<ForecastAnswer>()];

    private static ForecastAnswer Forecast(PlanRequest request, string zone, GridSeries series)
    {
        var window = TimeSpan.FromMinutes(Math.Ceiling(request.Duration.TotalMinutes));
        RateCourse course = RateCourse.Of(series);
        IReadOnlyList<RateStep> windows = RollingMean.Windows(course, window, request.WholeMinute, request.Deadline);
        DateTimeOffset to = course.Steps[^1].To < request.Deadline ? course.Steps[^1].To : request.Deadline;
        return new(
            zone, series.Retrieved.ToUniversalTime(), request.Now.ToUniversalTime(), request.WholeMinute.ToUniversalTime(), to.ToUniversalTime(), window, Readings(windows), Readings(RollingMean.Best(windows)));
    }

    private static GridReading[] Readings(IReadOnlyList<RateStep> steps)
        => [.. steps.Select(step => new GridReading(step.From.ToUniversalTime(), step.To.ToUniversalTime(), step.PerKilowattHour, Estimated: true))];

    private static PlanStart Start(PlannedRun run, TimeZoneInfo zone) => new()
    {
        Zone = run.Zone,
        Start = LocalTime.In(run.Start, zone),
        End = LocalTime.In(run.End, zone),
        Intensity = run.Intensity,
        Carbon = run.Carbon,
        Cost = run.Cost,
        Water = run.Water,
    };
}
