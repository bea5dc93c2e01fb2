namespace EcoCode.Impact.Live;

/// <summary>Intensities in a file of one's own, past ones, forecasts or both; it is read anew each time.</summary>
/// <param name="path">The file; one that ends in <c>.json</c> or begins with a brace or bracket is JSON, any other CSV.</param>
/// <param name="kind">What the figures are about.</param>
/// <param name="basis">What they count.</param>
/// <param name="time">The clock.</param>
public sealed class FileGrid(string path, SignalKind kind, GridBasis basis, TimeProvider time) : IGridProvider
{
    /// <summary>A year of figures for each five minutes of ten zones.</summary>
    private const int MostBytes = 64 << 20;

    /// <summary>How far back the latest answer reaches.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public string Name => "file";

    /// <inheritdoc/>
    public SignalKind Kind => kind;

    /// <inheritdoc/>
    public Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        GridAnswer day = Read(zone, now - Before, now.AddTicks(1), "that holds now");
        return Task.FromResult(day.Series is { } series && series.At(now) is null ? new(null, GridProblems.NoFigures(path, zone, "that holds now")) : day);
    }

    /// <inheritdoc/>
    public Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel)
        => Task.FromResult(Read(zone, time.GetUtcNow(), time.GetUtcNow() + horizon, "for the time to come"));

    /// <inheritdoc/>
    public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
        => Task.FromResult(Read(zone, since, until, FormattableString.Invariant($"between {GridTime.Written(since)} and {GridTime.Written(until)}")));

    private GridAnswer Read(string zone, DateTimeOffset since, DateTimeOffset until, string span)
    {
        byte[] bytes;
        try
        {
            // Pipes, too, have no length, and opening one would wait for whoever writes to it.
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > MostBytes) return new(null, GridProblems.UnreadableFile(path, file.Exists ? "it is larger than 64 MB" : "there is no such file"));
            bytes = file.Length == 0 ? [] : File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(null, GridProblems.UnreadableFile(path, exception is UnauthorizedAccessException ? "permission denied" : "input/output error"));
        }

        var draft = new GridDraft();
        bool isJson = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || bytes.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
        if ((isJson ? GridJson.Read(bytes, zone, draft) : GridCsv.Read(bytes, zone, draft)) is { } fault) return new(null, GridProblems.MalformedFile(path, fault));
        var whole = new GridSeries(draft.Points()) { Zone = zone, Provider = Name, Kind = kind, Basis = basis, Retrieved = time.GetUtcNow() };
        GridPoint[] wanted = [.. GridSpan.Within(whole.Points, since, until)];
        return wanted.Length == 0
            ? new(null, GridProblems.NoFigures(path, zone, span))
            : new(new GridSeries(wanted) { Zone = zone, Provider = Name, Kind = kind, Basis = basis, Retrieved = whole.Retrieved }, null);
    }
}
