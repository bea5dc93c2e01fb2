using EcoCode.Cli.Measuring;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Ledger;
using EcoCode.Metering;

namespace EcoCode.Cli.Local;

/// <summary>The measurement that other programs may ask about.</summary>
internal sealed record LocalSubject
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required int RootPid { get; init; }

    public required MeasureRequest Request { get; init; }

    public required Instruments Instruments { get; init; }

    public required Meter Meter { get; init; }

    public required Timeline Times { get; init; }

    public BudgetGuard? Guard { get; init; }

    /// <summary>Makes a record of what was measured so far; null where none can be made.</summary>
    public required Func<MeterResult, RunRecord?> Compose { get; init; }

    /// <summary>Wakes the thread that ticks.</summary>
    public required Action Wake { get; init; }

    public required TimeProvider Time { get; init; }
}
