using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Planning;

/// <summary>What is known of a grid's time to come.</summary>
/// <param name="Series">The series; null where nothing is known.</param>
/// <param name="By">How it is known.</param>
/// <param name="Problem">Why nothing is known, or what the reader of the series must know; null where all is well.</param>
public sealed record Outlook(GridSeries? Series, OutlookBy By, Note? Problem)
{
    /// <summary>Asks a provider for its forecast; where it has none, for its past, of which the shape is taken.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="zone">The zone, as it calls it.</param>
    /// <param name="now">The begin.</param>
    /// <param name="until">The end.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Outlook> AskAsync(IGridProvider provider, string zone, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(provider);
        GridAnswer forecast = await provider.ForecastAsync(zone, until - now, cancel).ConfigureAwait(false);
        if (forecast.Series is { Points: [.., var last] } series && last.To > now)
        {
            if (series.At(now) is not null) return new(series, OutlookBy.Forecast, forecast.Problem);
            GridAnswer latest = await provider.LatestAsync(zone, cancel).ConfigureAwait(false);
            return new(latest.Series is { } known ? Joined(known, series, now) : series, OutlookBy.Forecast, forecast.Problem);
        }

        GridAnswer past = await provider.PastAsync(zone, now - PastShape.Span, now, cancel).ConfigureAwait(false);
        if (past.Series is { Points: [var first, ..] } gone && PastShape.Continue(gone, now, until) is { Points.Count: > 0 } shape)
        {
            return new(shape, OutlookBy.Past, OutlookProblems.ByPast(provider.Name, zone, now - first.From));
        }

        return new(null, OutlookBy.Forecast, forecast.Problem ?? past.Problem ?? OutlookProblems.Nothing(provider.Name, zone));
    }

    /// <summary>Has what holds now last until the forecast begins, if that is no longer than it holds anyway.</summary>
    private static GridSeries Joined(GridSeries latest, GridSeries forecast, DateTimeOffset now)
    {
        if (latest.Points is not [.., var last]) return forecast;
        GridPoint first = forecast.Points.First(point => point.To > now);
        bool joins = last.From <= now && first.From > now && first.From - last.To <= last.To - last.From;
        return !joins ? forecast : new GridSeries([last with { To = first.From, Estimated = true }, .. forecast.Points])
        {
            Zone = forecast.Zone, Provider = forecast.Provider, Kind = forecast.Kind, Basis = forecast.Basis, Retrieved = forecast.Retrieved,
        };
    }
}
