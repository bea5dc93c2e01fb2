using EcoCode.Quantities;

namespace EcoCode.Ledger.Comparison;

/// <summary>Runs compared with the first of them.</summary>
/// <remarks>
/// A difference counts where the two intervals keep apart, which is the cautious rule: of two runs one can't know how far runs of
/// the same thing scatter, so what errors have in common on one machine is not taken off. <c>docs/compare.md</c> gives the reasons.
/// </remarks>
public sealed record RunComparison
{
    /// <summary>Name and version of its form in JSON.</summary>
    public const string SchemaName = "ecocode.comparison/1";

    public string Schema { get; init; } = SchemaName;

    /// <summary>Id of the reference.</summary>
    public required string ReferenceId { get; init; }

    public required string ReferenceName { get; init; }

    /// <summary>The others, in the order in which they were given.</summary>
    public required IReadOnlyList<ComparedRun> Others { get; init; }

    /// <summary>Compares.</summary>
    public static RunComparison Of(RunRecord reference, IReadOnlyList<RunRecord> others)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(others);
        return new RunComparison
        {
            ReferenceId = reference.Run.Id,
            ReferenceName = reference.Run.Name,
            Others = [.. others.Select(other => Compare(reference, other))],
        };
    }

    private static ComparedRun Compare(RunRecord reference, RunRecord other) => new()
    {
        Id = other.Run.Id,
        Name = other.Run.Name,
        Totals = [.. TotalFigures.Compare(reference, other)],
        Currency = reference.Impact.Cost?.Currency,
        Components = Match(Components(reference), Components(other)),
        Phases = Match(Named(reference, reference.Phases, phase => phase.Name, phase => phase.EnergyJ), Named(other, other.Phases, phase => phase.Name, phase => phase.EnergyJ)),
        Processes = Match(Named(reference, reference.Processes, process => process.Name, process => process.EnergyJ), Named(other, other.Processes, process => process.Name, process => process.EnergyJ)),
        Cautions = [.. Caution.Of(reference, other)],
    };

    private static List<KeyValuePair<string, Bounded>> Components(RunRecord record)
        => [.. record.Components.GroupBy(part => $"{part.Component} {part.Device}".TrimEnd())
            .Select(same => KeyValuePair.Create(same.Key, new Bounded(same.Sum(part => part.EnergyJ.Joules), same.Sum(part => part.BandJ))))];

    /// <summary>Sums by name. What is known of their bands is the total's, relative to it; how well a share is known is not in a record.</summary>
    private static List<KeyValuePair<string, Bounded>> Named<T>(RunRecord record, IEnumerable<T> items, Func<T, string> name, Func<T, Energy> energy)
    {
        double relative = record.Total.EnergyJ == Energy.Zero ? double.NaN : record.Total.BandJ / record.Total.EnergyJ.Joules;
        return [.. items.AggregateBy(name, Energy.Zero, (sum, item) => sum + energy(item))
            .Select(sum => KeyValuePair.Create(sum.Key, new Bounded(sum.Value.Joules, sum.Value.Joules * relative)))];
    }

    /// <summary>Those of the reference in its order, then those that only the other has.</summary>
    private static IReadOnlyList<Difference> Match(List<KeyValuePair<string, Bounded>> reference, List<KeyValuePair<string, Bounded>> other)
    {
        Dictionary<string, Bounded> values = new(other), known = new(reference);
        return
        [
            .. reference.Select(figure => Difference(figure.Key, figure.Value, values.GetValueOrDefault(figure.Key))),
            .. other.Where(figure => !known.ContainsKey(figure.Key)).Select(figure => Difference(figure.Key, null, figure.Value)),
        ];
    }

    private static Difference Difference(string name, Bounded? reference, Bounded? value) => new()
    {
        Name = name,
        Reference = reference?.Value,
        ReferenceBand = reference?.Band ?? 0,
        Value = value?.Value,
        ValueBand = value?.Band ?? 0,
    };
}
