using EcoCode.Cli.Measuring.Predicting;
using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Metering;
using EcoCode.Metering.Prediction;
using EcoCode.Telemetry.Local.Messages;

namespace EcoCode.Cli.Local;

/// <summary>How far the program says that it is, and what that foretells. Used by the thread that ticks, but for <see cref="Row"/>.</summary>
internal sealed class RunProgress(LocalSubject subject)
{
    /// <summary>Programs count epochs in fractions, and what foretells counts whole steps.</summary>
    private const double Parts = 1000;

    private readonly StepLog _log = new();
    private RunForecast? _first;
    private volatile RunPrediction? _row;

    /// <summary>The newest forecast; null while there is none.</summary>
    internal LocalPrediction? Latest { get; private set; }

    /// <summary>What is kept of it; null while the program has told nothing.</summary>
    internal RunPrediction? Row => _row;

    /// <summary>Takes what the program says now, at a settlement.</summary>
    internal LocalPrediction? Take(ProgressRequest progress, ImpactFactors? factors)
    {
        LiveFigures now = subject.Meter.Latest;
        _log.Add(new StepMark((long)(progress.Done!.Value * Parts), (long)(progress.Total!.Value * Parts), now.Elapsed, now.Energy));
        if (_log.Expect() is { } forecast)
        {
            RunForecast row = ForecastRow.Of(forecast, now.Elapsed, factors, Parts);
            _first ??= row;
            Latest = new LocalPrediction
            {
                EnergyJ = row.EnergyJ,
                LowJ = row.EnergyLowJ,
                HighJ = row.EnergyHighJ,
                Co2eG = row.Co2eG,
                Cost = row is { Cost: { } amount, Currency: { } currency } ? new LocalCost(amount, currency) : null,
                DurationS = row.DurationS,
                LeftS = Math.Max(0, row.DurationS - now.Elapsed.TotalSeconds),
                Done = progress.Done.Value,
                Total = progress.Total.Value,
                Unit = progress.Unit,
            };
        }

        _row = new RunPrediction
        {
            Source = "program",
            Steps = (long)((_log.Last?.Step ?? 0) / Parts),
            Of = (long)((_log.Last?.Of ?? 0) / Parts),
            Passes = _log.Passes,
            First = _first,
        };
        return Latest;
    }
}
