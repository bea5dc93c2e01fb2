using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Grid;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Impact.Planning;
using EcoCode.Quantities;
using EcoCode.Report.Grids;

namespace EcoCode.Cli.Planning;

/// <summary>Looks at one grid: what holds now, what is to come, and the mean of the year.</summary>
/// <param name="time">The clock.</param>
internal sealed class GridLook(TimeProvider time)
{
    private const int HoursAhead = 24;

    /// <summary>Looks, or says what is wrong with the request.</summary>
    internal bool TryLook(ImpactRequest impact, GridRequest grid, [NotNullWhen(true)] out GridOutlook? outlook, out Note? problem)
    {
        outlook = null;
        if (!GridAccess.TryOpen(grid, time, out IGridProvider? provider, out problem)) return false;
        string? zone = impact.Zone;
        KnownZone? known = null;
        if (zone is not null) ImpactModel.Shipped.TryFind(zone, out known, out _);

        // A provider may know a zone, or a basis for it, that the tables do not.
        if (!ImpactModel.Shipped.TryFindFigure(impact, out GridFigure? figure, out IReadOnlyList<Note> notes, out problem) && provider is null) return false;
        problem = null;
        outlook = new()
        {
            Zone = known?.Code ?? zone ?? ZoneCode.World.Value,
            Name = known?.Name ?? figure?.Name,
            Now = time.GetLocalNow(),
            Year = figure is null ? null : new(figure.Zone, figure.Intensity.GramsPerKilowattHour, figure.Basis.Name(), figure.Year, figure.Source),
            Notes = notes,
        };
        if (provider is not null) outlook = Live(outlook, provider, new ZoneInquiry(provider, grid, impact).ProviderZone(zone, only: true));
        return true;
    }

    private GridOutlook Live(GridOutlook outlook, IGridProvider provider, string zone)
    {
        DateTimeOffset now = outlook.Now;
        Task<GridAnswer> asked = provider.LatestAsync(zone, CancellationToken.None);
        Task<Outlook> ahead = Outlook.AskAsync(provider, zone, now, now.AddHours(HoursAhead), CancellationToken.None);
        Task.WhenAll(asked, ahead).GetAwaiter().GetResult();
        (GridAnswer latest, Outlook next) = (asked.Result, ahead.Result);
        GridPoint? point = latest.Series is { Points: [.., var last] } series ? series.At(now) ?? last : null;
        return outlook with
        {
            Latest = point is { } known ? Reading(known) : null,
            LatestSource = point is null ? null : ZoneInquiry.Source(latest.Series!, null),
            Ahead = next.Series is { } coming ? [.. coming.Points.Where(each => each.To > now && each.From < now.AddHours(HoursAhead)).Select(Reading)] : [],
            Hours = next.Series is { } course ? [.. RateMeans.Hours(RateCourse.Of(course), now, HoursAhead).Select(Reading)] : [],
            AheadSource = next.Series is { } told ? ZoneInquiry.Source(told, next.By) : null,
            Notes = [.. outlook.Notes, .. new[] { latest.Problem, next.Problem }.OfType<Note>().Distinct()],
        };
    }

    private GridReading Reading(GridPoint point)
        => new(LocalTime.In(point.From, time.LocalTimeZone), LocalTime.In(point.To, time.LocalTimeZone), point.Intensity.GramsPerKilowattHour, point.Estimated);

    private GridReading Reading(RateStep step)
        => new(LocalTime.In(step.From, time.LocalTimeZone), LocalTime.In(step.To, time.LocalTimeZone), step.PerKilowattHour, Estimated: true);
}
