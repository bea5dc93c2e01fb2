using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Live;

/// <summary>A provider that answers what a test tells it to.</summary>
internal sealed class ToldGrid(TimeProvider time) : IGridProvider
{
    /// <summary>How often it was asked.</summary>
    internal int Times { get; private set; }

    /// <summary>The points of its answers.</summary>
    internal GridPoint[] Points { get; set; } = [];

    /// <summary>Why it has none.</summary>
    internal Note? Problem { get; set; }

    public string Name => "told";

    public SignalKind Kind => SignalKind.Average;

    internal static GridPoint Point(DateTimeOffset from, int minutes, double grams, bool estimated = false) => new(from, from.AddMinutes(minutes), new(grams), estimated);

    public Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel) => Answer(zone);

    public Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel) => Answer(zone);

    public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) => Answer(zone);

    private Task<GridAnswer> Answer(string zone)
    {
        Times++;
        return Task.FromResult(Problem is not null
            ? new GridAnswer(null, Problem)
            : new(new GridSeries(Points) { Zone = zone, Provider = Name, Kind = Kind, Basis = GridBasis.Lifecycle, Retrieved = time.GetUtcNow() }, null));
    }
}
