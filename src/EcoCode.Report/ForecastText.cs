using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report;

/// <summary>What a run is expected to use, in a line.</summary>
public static class ForecastText
{
    /// <summary>For example <c>expected: 145 Wh ± 4 %, 49.8 g CO2e, 0.045 EUR, end 14:07 ± 2 % (after 37 of 100 steps)</c>.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="end">When the run will end, by the clock on the wall.</param>
    /// <param name="unicode">Whether characters beyond ASCII may be written.</param>
    public static string Line(RunForecast forecast, DateTimeOffset end, bool unicode)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        string cost = forecast is { Cost: { } amount, Currency: { } currency } ? $", {Scale.Money(new Money((decimal)amount, currency))}" : "";
        string line = $"expected: {Energy(forecast)}, {Scale.Grams(Carbon.FromGrams(forecast.Co2eG))} CO2e{cost}, "
            + string.Create(CultureInfo.InvariantCulture, $"end {end:HH:mm:ss} after {Time(forecast)} ({forecast.Step} of {forecast.Of} steps done)");
        return unicode ? line : PlainText.ToAscii(line);
    }

    /// <summary>For example <c>-> 145 Wh ± 4 %, 12 min 41 s left, 37/100</c>, to be put behind the figures so far.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="elapsed">Time since the start.</param>
    public static string Remaining(RunForecast forecast, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        TimeSpan left = TimeSpan.FromSeconds(Math.Max(0, forecast.DurationS - elapsed.TotalSeconds));
        return string.Create(CultureInfo.InvariantCulture, $"-> {Energy(forecast)}, {Scale.Time(left)} left, {forecast.Step}/{forecast.Of}");
    }

    /// <summary>The energy with its interval.</summary>
    internal static string Energy(RunForecast forecast)
        => Scale.Everyday(Quantities.Energy.FromJoules(forecast.EnergyJ)) + Width(forecast.EnergyJ, forecast.EnergyLowJ, forecast.EnergyHighJ);

    /// <summary>The time with its interval.</summary>
    internal static string Time(RunForecast forecast)
        => Scale.Time(TimeSpan.FromSeconds(forecast.DurationS)) + Width(forecast.DurationS, forecast.DurationLowS, forecast.DurationHighS);

    private static string Width(double value, double low, double high)
        => value > 0 ? $" ± {Scale.Percent(Math.Max(high - value, value - low) / value)}" : "";
}
