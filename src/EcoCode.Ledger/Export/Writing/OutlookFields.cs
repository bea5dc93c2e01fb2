using System.Text.Json;

namespace EcoCode.Ledger.Export.Writing;

/// <summary>Fields of what a run was to keep to, and of what was foretold of it.</summary>
internal static class OutlookFields
{
    internal static void Write(Utf8JsonWriter json, RunBudget budget)
    {
        json.WriteString("kind"u8, budget.Kind);
        json.Number("limit"u8, budget.Limit);
        json.Number("used"u8, budget.Used);
        json.WriteString("unit"u8, budget.Unit);
        json.Number("reached_at_s"u8, budget.ReachedAtS);
        json.Text("action"u8, budget.Action);
    }

    internal static void Write(Utf8JsonWriter json, RunPrediction prediction)
    {
        json.WriteString("source"u8, prediction.Source);
        json.WriteNumber("steps"u8, prediction.Steps);
        json.WriteNumber("of"u8, prediction.Of);
        json.WriteNumber("passes"u8, prediction.Passes);
        json.Object("first"u8, prediction.First, static (json, first) => Forecast(json, first));
        json.Number("energy_error_ratio"u8, prediction.EnergyErrorRatio);
        json.Number("duration_error_ratio"u8, prediction.DurationErrorRatio);
    }

    private static void Forecast(Utf8JsonWriter json, RunForecast forecast)
    {
        json.Number("at_s"u8, forecast.AtS);
        json.WriteNumber("step"u8, forecast.Step);
        json.WriteNumber("of"u8, forecast.Of);
        json.WriteNumber("warm_up_steps"u8, forecast.WarmUpSteps);
        json.Number("energy_j"u8, forecast.EnergyJ);
        json.Number("energy_low_j"u8, forecast.EnergyLowJ);
        json.Number("energy_high_j"u8, forecast.EnergyHighJ);
        json.Number("duration_s"u8, forecast.DurationS);
        json.Number("duration_low_s"u8, forecast.DurationLowS);
        json.Number("duration_high_s"u8, forecast.DurationHighS);
        json.Number("co2e_g"u8, forecast.Co2eG);
        json.Number("cost"u8, forecast.Cost);
        json.Text("currency"u8, forecast.Currency);
    }
}
