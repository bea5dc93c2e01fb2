using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>One intensity for every zone and time, such as that of a contract or of a plant of one's own.</summary>
/// <param name="intensity">The figure; at most <see cref="GridRange.Most"/>.</param>
/// <param name="kind">What it is about.</param>
/// <param name="basis">What it counts.</param>
/// <param name="time">The clock.</param>
public sealed class StaticGrid(CarbonIntensity intensity, SignalKind kind, GridBasis basis, TimeProvider time) : IGridProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Name => "static";

    /// <inheritdoc/>
    public SignalKind Kind => kind;

    /// <inheritdoc/>
    public Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel) => ForecastAsync(zone, Step, cancel);

    /// <inheritdoc/>
    public Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel)
        => PastAsync(zone, time.GetUtcNow(), time.GetUtcNow() + horizon, cancel);

    /// <inheritdoc/>
    public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        GridPoint[] points = until > since ? [new(since, until, intensity, Estimated: false)] : [];
        return Task.FromResult(new GridAnswer(new GridSeries(points) { Zone = zone, Provider = Name, Kind = kind, Basis = basis, Retrieved = time.GetUtcNow() }, null));
    }
}
