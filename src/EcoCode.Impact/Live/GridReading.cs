using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>An answer as it is put together, of one document or several.</summary>
/// <param name="provider">Who answers.</param>
/// <param name="zone">The zone asked for.</param>
/// <param name="basis">What the figures count.</param>
/// <param name="time">The clock.</param>
internal sealed class GridReading(IGridProvider provider, string zone, GridBasis basis, TimeProvider time)
{
    private readonly GridDraft _draft = new();
    private Note? _problem;

    /// <summary>The zone asked for.</summary>
    internal string Zone => zone;

    /// <summary>How long a point lasts that does not say so; null where the points tell.</summary>
    internal TimeSpan? Step { get; set; }

    /// <summary>Takes a point; false where it can't be one, which ends the answer.</summary>
    internal bool Take(DateTimeOffset from, DateTimeOffset? to, double gramsPerKilowattHour, bool estimated)
        => _draft.Take(from, to, gramsPerKilowattHour, estimated) is not { } fault || Malformed(fault);

    /// <summary>Ends the answer with a problem; always false.</summary>
    internal bool Fail(Note problem)
    {
        _problem = problem;
        return false;
    }

    /// <summary>Ends the answer, since it can't be used; always false.</summary>
    internal bool Malformed(string reason) => Fail(GridProblems.Malformed(provider.Name, reason));

    /// <summary>The answer.</summary>
    /// <param name="span">What was asked for, in words.</param>
    /// <param name="since">The begin of what is wanted; null for all.</param>
    /// <param name="until">Its end.</param>
    internal GridAnswer Answer(string span, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        if (_problem is not null) return new(null, _problem);
        IEnumerable<GridPoint> points = _draft.Points(Step);
        GridPoint[] wanted = [.. GridSpan.Within(points, since ?? DateTimeOffset.MinValue, until ?? DateTimeOffset.MaxValue)];
        return wanted.Length == 0
            ? new(null, GridProblems.NoFigures(provider.Name, zone, span))
            : new(new GridSeries(wanted) { Zone = zone, Provider = provider.Name, Kind = provider.Kind, Basis = basis, Retrieved = time.GetUtcNow() }, null);
    }
}
