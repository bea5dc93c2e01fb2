namespace EcoCode.Impact.Live;

/// <summary>Tells the intensity of grids. It never throws for what a network, a file or a peer does: that is a <see cref="GridAnswer.Problem"/>.</summary>
public interface IGridProvider
{
    /// <summary>The name in the configuration.</summary>
    string Name { get; }

    SignalKind Kind { get; }

    /// <summary>The intensity now: a series whose last point holds now, and perhaps what went before.</summary>
    Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel);

    /// <summary>The intensity to come, from now to at most the horizon.</summary>
    Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel);

    /// <summary>The intensity of a span that is over.</summary>
    Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel);
}
