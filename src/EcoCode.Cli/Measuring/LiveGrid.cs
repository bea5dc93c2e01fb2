using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>Asks a provider for the grid's intensity while a run goes on, on a thread of its own. Nobody ever waits for it.</summary>
internal sealed class LiveGrid : IDisposable
{
    /// <summary>What was told first is taken to have held since the begin of the run, and what follows a gap of this length to have followed at once.</summary>
    private static readonly TimeSpan Seam = TimeSpan.FromMinutes(2);

    /// <summary>A provider that tells nothing new is not asked more often; what keeps its answers asks the network even more rarely.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _over = new();
    private readonly string _name;
    private readonly Func<(IGridProvider? Provider, Note? Problem)> _open;
    private readonly Func<string?> _zone;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset? _started;
    private readonly List<GridPoint> _points = [];
    private GridSeries? _newest;
    private Note? _problem;
    private bool _answered;

    private LiveGrid(string name, Func<(IGridProvider?, Note?)> open, Func<string?> zone, DateTimeOffset? started, TimeProvider time)
        => (_name, _open, _zone, _started, _time) = (name, open, zone, started, time);

    /// <summary>What was told so far, as one series; of what has no beginning, what was told last. Null where nothing was.</summary>
    internal GridSeries? Series
    {
        get
        {
            lock (_lock) return _newest is null || _started is not { } started ? _newest : Whole(_newest, started);
        }
    }

    /// <summary>The average intensity that was told last; null where none was.</summary>
    internal CarbonIntensity? Latest
    {
        get
        {
            lock (_lock) return _newest is { Kind: SignalKind.Average, Points: [.., var last] } ? last.Intensity : null;
        }
    }

    /// <summary>Why nothing was told, or less than should have been; null where all is well.</summary>
    internal Note? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _answered ? _problem : new("ECO3153", $"the grid provider `{_name}` had not answered when the run ended: the table's figure is used", "`ecocode runs recalc` asks it later");
            }
        }
    }

    /// <summary>Begins to ask.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="open">Opens the provider, on the other thread, or says why it can't be asked.</param>
    /// <param name="zone">The zone as the provider calls it; asked for on the other thread, since it may have to be found out.</param>
    /// <param name="started">When the run began; null where only what holds now is of interest.</param>
    /// <param name="time">The clock.</param>
    internal static LiveGrid Start(string name, Func<(IGridProvider?, Note?)> open, Func<string?> zone, DateTimeOffset? started, TimeProvider time)
    {
        var live = new LiveGrid(name, open, zone, started, time);
        new Thread(live.Work) { IsBackground = true, Name = "grid" }.Start();
        return live;
    }

    /// <summary>Asks no more. An answer on its way is not waited for.</summary>
    public void Dispose() => _over.Cancel();

    private void Work()
    {
        try
        {
            (IGridProvider? provider, Note? problem) = _open();
            if (provider is null)
            {
                lock (_lock) (_answered, _problem) = (true, problem is null ? null : problem with { Message = $"{problem.Message}: the table's figure is used" });
                return;
            }

            string? zone = _zone();
            if (zone is null && _name is not ("file" or "static"))
            {
                lock (_lock) (_answered, _problem) = (true, new("ECO3149", $"no zone is set, and the grid provider `{_name}` has figures of zones: the table's figure is used", "set `--zone`, for example `--zone DE`"));
                return;
            }

            for (TimeSpan wait = TimeSpan.Zero; !_over.Token.WaitHandle.WaitOne(wait); wait = Take(provider.LatestAsync(zone ?? "", _over.Token).GetAwaiter().GetResult()))
            {
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception fault)
        {
            // Whatever it is, it must not end the program: what is measured runs on, and its user is told.
            lock (_lock) (_answered, _problem) = (true, new("ECO3154", $"the grid provider `{_name}` failed: {fault.Message.Split('\n')[0]}", null));
        }
    }

    /// <summary>Takes an answer in.</summary>
    /// <returns>How long to wait before asking again.</returns>
    private TimeSpan Take(GridAnswer answer)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_lock)
        {
            (_answered, _problem) = (true, answer.Problem);
            if (answer.Series is not { Points: [.., var last] } series) return AfterFailure;
            _newest = series;

            // Of points that begin at the same time, the later one of the list holds: what is new corrects what was told before.
            if (_started is not null) _points.AddRange(series.Points);
            TimeSpan left = last.To - now;
            return left > Shortest ? left : Shortest;
        }
    }

    private GridSeries Whole(GridSeries newest, DateTimeOffset started)
    {
        GridPoint[] points = [.. new GridSeries(_points) { Zone = "", Provider = "", Kind = newest.Kind, Basis = newest.Basis, Retrieved = newest.Retrieved }.Points.Where(point => point.To > started)];
        for (int i = 0; i < points.Length; i++)
        {
            // The meter begins some milliseconds before the command does.
            DateTimeOffset before = i == 0 ? started - Seam : points[i - 1].To;
            if (points[i].From > before && points[i].From - before <= (i == 0 ? 2 * Seam : Seam)) points[i] = points[i] with { From = before };
        }

        return new(points) { Zone = newest.Zone, Provider = newest.Provider, Kind = newest.Kind, Basis = newest.Basis, Retrieved = newest.Retrieved };
    }
}
