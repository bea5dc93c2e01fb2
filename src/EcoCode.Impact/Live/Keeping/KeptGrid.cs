using System.Globalization;

namespace EcoCode.Impact.Live.Keeping;

/// <summary>A provider whose answers and failures are kept, so that it is asked no more often than it has something new, and stands in for itself for a while when it fails.</summary>
/// <remarks>
/// The latest figure is good until its point ends, a forecast for the length of its points, both at least five minutes and at most an hour;
/// what is past for good, unless a part of it is an estimate: then for an hour. A failure is taken for granted for five minutes; one
/// that the user mends, a refused key or a command, for one. Last known are a latest figure up to six hours after it ended, and a forecast up to a day after it was got.
/// </remarks>
/// <param name="inner">The provider.</param>
/// <param name="identity">What its answers depend on other than the question: address, kind, basis, and no key.</param>
/// <param name="folder">Where answers are kept.</param>
/// <param name="time">The clock.</param>
public sealed class KeptGrid(IGridProvider inner, string identity, GridFolder folder, TimeProvider time) : IGridProvider
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Failure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OfUser = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastKnownLatest = TimeSpan.FromHours(6);
    private static readonly TimeSpan LastKnownForecast = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public SignalKind Kind => inner.Kind;

    /// <inheritdoc/>
    public async Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel)
    {
        GridAnswer answer = await AskAsync($"latest {zone}", Usable, token => inner.LatestAsync(zone, token), Until, cancel).ConfigureAwait(false);
        return answer.Series is not null || answer.Problem is not null ? answer : new(null, GridProblems.NoFigures(Name, zone, "that holds now"));

        GridSeries? Usable(GridSeries series) => GridSpan.UpTo(series, time.GetUtcNow(), LastKnownLatest);
        static DateTimeOffset Until(GridSeries series) => series.Points is [.., var last] ? last.To : series.Retrieved;
    }

    /// <inheritdoc/>
    public Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel)
    {
        // An hour more than is wanted, so that the answer reaches far enough as long as it is good.
        double hours = Math.Ceiling(horizon.TotalHours);
        return AskAsync(string.Create(CultureInfo.InvariantCulture, $"forecast {hours} h {zone}"), Usable, token => inner.ForecastAsync(zone, TimeSpan.FromHours(hours) + Longest, token), Until, cancel);

        GridSeries? Usable(GridSeries series)
        {
            DateTimeOffset now = time.GetUtcNow();
            GridPoint[] left = [.. GridSpan.Within(series.Points, now, now + horizon)];
            return left.Length == 0 || now - series.Retrieved > LastKnownForecast ? null : GridSpan.With(series, left);
        }

        static DateTimeOffset Until(GridSeries series) => series.Retrieved + (series.Points is [var first, ..] ? first.To - first.From : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        // Whole hours, so that runs of the same hours share an answer.
        DateTimeOffset from = Floor(since), to = Floor(until) == until ? until : Floor(until) + Longest, now = time.GetUtcNow();
        if (to > now) to = until;
        return AskAsync($"past {GridTime.Written(from)} {GridTime.Written(to)} {zone}", Usable, token => inner.PastAsync(zone, from, to, token), Until, cancel);

        GridSeries? Usable(GridSeries series)
            => GridSpan.Within(series.Points, since, until).ToArray() is { Length: > 0 } wanted ? GridSpan.With(series, wanted) : null;

        DateTimeOffset Until(GridSeries series)
            => series.Points.Any(point => point.Estimated) || series.Points[^1].To < to ? series.Retrieved + Longest : DateTimeOffset.MaxValue;
    }

    private static DateTimeOffset Floor(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>Answers from what is kept, else by asking, else by what is kept for too long.</summary>
    /// <param name="question">The question.</param>
    /// <param name="usable">Cuts a series to what is wanted; null where it is of no use.</param>
    /// <param name="ask">Asks the provider.</param>
    /// <param name="until">Until when an answer is good.</param>
    /// <param name="cancel">Ends it.</param>
    private async Task<GridAnswer> AskAsync(
        string question, Func<GridSeries, GridSeries?> usable, Func<CancellationToken, Task<GridAnswer>> ask, Func<GridSeries, DateTimeOffset> until, CancellationToken cancel)
    {
        string name = GridFolder.Name("answer", $"{Name} {Kind} {identity} {question}");
        KeptAnswer? kept = folder.TryRead(name, out byte[] bytes) && KeptAnswer.TryRead(bytes, name, out KeptAnswer? read) ? read : null;
        DateTimeOffset now = time.GetUtcNow();

        // What is good for longer than it can be was kept while the clock was wrong.
        if (kept is { Series: { } fresh } && kept.Expires > now && fresh.Retrieved <= now && usable(fresh) is { } good) return new(good, null);
        if (kept is { Failure: { } failure } && kept.FailedUntil > now && kept.FailedUntil <= now + Failure) return LastKnown(kept.Series, failure);

        GridAnswer answer = await ask(cancel).ConfigureAwait(false);
        if (answer.Series is { Points.Count: > 0 } series && usable(series) is { } cut)
        {
            DateTimeOffset expires = until(series);
            if (expires < DateTimeOffset.MaxValue) expires = now + TimeSpan.FromTicks(Math.Clamp((expires - now).Ticks, Shortest.Ticks, Longest.Ticks));
            folder.Write(name, new KeptAnswer(name, series, expires, null, default).Write);
            return new(cut, null);
        }

        Quantities.Note problem = answer.Problem ?? GridProblems.NoFigures(Name, question, "for that time");
        folder.Write(name, new KeptAnswer(name, kept?.Series, kept?.Expires ?? default, problem, now + (GridProblems.IsOfUser(problem) ? OfUser : Failure)).Write);
        return LastKnown(kept?.Series, problem);

        GridAnswer LastKnown(GridSeries? old, Quantities.Note problem)
            => old is not null && old.Retrieved <= now && usable(old) is { } left ? new(left, GridProblems.LastKnown(problem, now - old.Retrieved)) : new(null, problem);
    }
}
