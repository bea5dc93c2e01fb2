using EcoCode.Impact;
using EcoCode.Ledger;
using EcoCode.Metering.Prediction;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Predicting;

/// <summary>A forecast as it is shown and kept.</summary>
internal static class ForecastRow
{
    /// <param name="forecast">The forecast.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="factors">What energy is turned into CO2e and money by; null where that is not known.</param>
    /// <param name="parts">So many steps of the forecast are one of the program's.</param>
    internal static RunForecast Of(Forecast forecast, TimeSpan at, ImpactFactors? factors, double parts = 1)
    {
        ImpactFigures? figures = factors?.Of(Energy.FromJoules(forecast.Joules.Value), TimeSpan.Zero, 0);
        return new RunForecast
        {
            AtS = at.TotalSeconds,
            Step = (long)(forecast.Mark.Step / parts),
            Of = (long)(forecast.Mark.Of / parts),
            WarmUpSteps = (long)(forecast.WarmUp / parts),
            EnergyJ = forecast.Joules.Value,
            EnergyLowJ = forecast.Joules.Low,
            EnergyHighJ = forecast.Joules.High,
            DurationS = forecast.Seconds.Value,
            DurationLowS = forecast.Seconds.Low,
            DurationHighS = forecast.Seconds.High,
            Co2eG = figures?.Operational.Grams ?? 0,
            Cost = figures?.Cost is { } cost ? (double)cost.Amount : null,
            Currency = figures?.Cost?.Currency,
        };
    }
}
