using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Rows;

namespace EcoCode.Cli.Dashboards;

/// <summary>Asks the provider of live intensity what the grid is like now, and was in the last seven days, on a thread of its own, and tells it.</summary>
internal sealed class GridFeed : IDisposable
{
    /// <summary>A provider keeps its answers, so that it is asked over the network no more often than it has something new.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5), Longest = TimeSpan.FromHours(1);

    private readonly MeasureRequest _request;
    private readonly ImpactFactors _factors;
    private readonly TimeProvider _time;
    private readonly Action<Message> _tell;
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _lock = new();

    private GridFeed(MeasureRequest request, ImpactFactors factors, TimeProvider time, Action<Message> tell)
        => (_request, _factors, _time, _tell) = (request, factors, time, tell);

    /// <summary>Begins to ask; does nothing where no provider was named.</summary>
    /// <param name="request">Whom to ask.</param>
    /// <param name="factors">What holds without a live figure.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Gets what was told.</param>
    internal static GridFeed Start(MeasureRequest request, ImpactFactors factors, TimeProvider time, Action<Message> tell)
    {
        var feed = new GridFeed(request, factors, time, tell);
        if (request.Grid.Provider is not null) new Thread(feed.Work) { IsBackground = true, Name = "grid" }.Start();
        return feed;
    }

    /// <summary>Asks no more. An answer on its way is not waited for, and not told.</summary>
    public void Dispose()
    {
        lock (_lock) _over.Cancel();
    }

    private void Work()
    {
        try
        {
            if (!GridAccess.TryOpen(_request.Grid, _time, out IGridProvider? provider, out Note? problem))
            {
                Tell(null, problem);
                return;
            }

            string? zone = GridAccess.Zone(_request.Grid, _request.Impact.Zone);
            if (zone is null && provider!.Name is not ("file" or "static")) Tell(null, new Note("ECO7124", $"the grid provider `{provider.Name}` has figures of zones, and no zone is set", "`--zone DE`"));
            else
            {
                while (!_over.Token.WaitHandle.WaitOne(Ask(provider!, zone ?? "")))
                {
                }
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The dashboard was left.
        }
    }

    /// <summary>Asks once.</summary>
    /// <returns>How long to wait before asking again.</returns>
    private TimeSpan Ask(IGridProvider provider, string zone)
    {
        GridAnswer latest = provider.LatestAsync(zone, _over.Token).GetAwaiter().GetResult();
        if (latest.Series is not { Kind: SignalKind.Average, Points: [.., var point] } series)
        {
            Tell(null, latest.Problem ?? new Note("ECO7125", $"the grid provider `{provider.Name}` tells marginal figures, which are no part of a machine's emissions: the table's figure is used", "`--grid-kind average`, where it has such"));
            return Shortest;
        }

        // Whole hours, so that the answer is kept for all who ask within one.
        DateTimeOffset now = _time.GetUtcNow(), hour = now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerHour));
        GridAnswer past = provider.PastAsync(zone, hour - GridWeek.Length, hour, _over.Token).GetAwaiter().GetResult();
        GridWeek? week = past.Series is { } told ? GridWeek.Of(told, hour) : null;
        Tell(Rates.Of(_factors, series, point, week, past.Problem?.Message, _time.LocalTimeZone), latest.Problem);
        TimeSpan left = point.To - now;
        return left < Shortest ? Shortest : left > Longest ? Longest : left;
    }

    private void Tell(Rates? rates, Note? problem)
    {
        lock (_lock)
        {
            if (!_over.IsCancellationRequested) _tell(new Message.Graded(rates, problem));
        }
    }
}
