namespace EcoCode.Ledger.Comparison;

/// <summary>A run beside the reference.</summary>
public sealed record ComparedRun
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Energy, time, mean power, CO2e, and cost where both have it in one currency.</summary>
    public required IReadOnlyList<Difference> Totals { get; init; }

    /// <summary>Currency of the reference's cost (ISO 4217); <c>null</c> where it has none.</summary>
    public string? Currency { get; init; }

    /// <summary>Energies of the components by kind and device, J.</summary>
    public required IReadOnlyList<Difference> Components { get; init; }

    /// <summary>Energies of the phases by name, J; phases of one name are summed.</summary>
    public required IReadOnlyList<Difference> Phases { get; init; }

    /// <summary>Energies of the processes by name, J.</summary>
    public required IReadOnlyList<Difference> Processes { get; init; }

    /// <summary>What else differs, so that the figures do: one sentence each, lower case, no full stop.</summary>
    public required IReadOnlyList<string> Cautions { get; init; }
}
