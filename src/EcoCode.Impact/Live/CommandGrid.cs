namespace EcoCode.Impact.Live;

/// <summary>A command of one's own that prints intensities as JSON, in the form of <see cref="GridJson"/>.</summary>
/// <remarks>
/// In its words <c>{what}</c> stands for <c>latest</c>, <c>forecast</c> or <c>past</c>, <c>{zone}</c> for the zone, <c>{from}</c> and <c>{to}</c>
/// for the time that is wanted, as in <c>2026-11-21T12:00:00Z</c>. What it prints beyond that time does no harm.
/// </remarks>
/// <param name="words">Program and arguments; at least one.</param>
/// <param name="runner">Runs it.</param>
/// <param name="kind">What the figures are about.</param>
/// <param name="basis">What they count.</param>
/// <param name="time">The clock.</param>
public sealed class CommandGrid(IReadOnlyList<string> words, ICommandRunner runner, SignalKind kind, GridBasis basis, TimeProvider time) : IGridProvider
{
    private const int MostBytes = 4 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Before = TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public string Name => "exec";

    /// <inheritdoc/>
    public SignalKind Kind => kind;

    /// <inheritdoc/>
    public Task<GridAnswer> LatestAsync(string zone, CancellationToken cancel) => RunAsync("latest", zone, time.GetUtcNow() - Before, time.GetUtcNow(), "that holds now", cancel);

    /// <inheritdoc/>
    public Task<GridAnswer> ForecastAsync(string zone, TimeSpan horizon, CancellationToken cancel) => RunAsync("forecast", zone, time.GetUtcNow(), time.GetUtcNow() + horizon, "to come", cancel);

    /// <inheritdoc/>
    public Task<GridAnswer> PastAsync(string zone, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel) => RunAsync("past", zone, since, until, "for that time", cancel);

    private Task<GridAnswer> RunAsync(string what, string zone, DateTimeOffset since, DateTimeOffset until, string span, CancellationToken cancel)
        => Task.Run(() => Run(what, zone, since, until, span, cancel), cancel);

    private GridAnswer Run(string what, string zone, DateTimeOffset since, DateTimeOffset until, string span, CancellationToken cancel)
    {
        string[] filled = [.. words.Select(word => word
            .Replace("{what}", what, StringComparison.Ordinal)
            .Replace("{zone}", zone, StringComparison.Ordinal)
            .Replace("{from}", GridTime.Written(since), StringComparison.Ordinal)
            .Replace("{to}", GridTime.Written(until), StringComparison.Ordinal))];
        byte[] buffer = new byte[MostBytes + 1];
        CommandRead read = runner.Run(filled, Limit, buffer, out int length, cancel);
        cancel.ThrowIfCancellationRequested();
        if (read == CommandRead.NotFound) return new(null, GridProblems.NotRun(words[0], "can't be started"));
        if (read == CommandRead.TimedOut) return new(null, GridProblems.NotRun(words[0], FormattableString.Invariant($"took longer than {Limit.TotalSeconds:0} s, and was killed")));
        if (length > MostBytes) return new(null, GridProblems.TooLarge(Name, MostBytes));
        if (length == 0) return new(null, GridProblems.NotRun(words[0], "printed nothing"));
        var draft = new GridDraft();
        if (GridJson.Read(buffer.AsMemory(0, length), zone, draft) is { } fault) return new(null, GridProblems.NotRun(words[0], $"printed what can't be used: {fault}"));
        GridPoint[] wanted = [.. GridSpan.Within(draft.Points(), since, until.AddTicks(1))];
        return wanted.Length == 0
            ? new(null, GridProblems.NoFigures(Name, zone, span))
            : new(new GridSeries(wanted) { Zone = zone, Provider = Name, Kind = kind, Basis = basis, Retrieved = time.GetUtcNow() }, null);
    }
}
