using System.Globalization;
using EcoCode.Ledger;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>What was foretold of a run first, and how wrong that was.</summary>
internal static class PredictionSection
{
    internal static void Write(Page page, RunRecord record)
    {
        if (record.Prediction is not { Steps: > 0 } prediction) return;
        string steps = string.Create(CultureInfo.InvariantCulture, $"{prediction.Steps} of {prediction.Of} steps");
        string[] passes = prediction.Passes > 1 ? [string.Create(CultureInfo.InvariantCulture, $"the counter ran {prediction.Passes} times, and a forecast is for one")] : [];
        if (prediction.First is not { } first)
        {
            page.Row("Foretold", ["nothing: too few steps, or too unlike each other", steps, .. passes]);
            return;
        }

        string warmUp = first.WarmUpSteps > 0 ? string.Create(CultureInfo.InvariantCulture, $", without {first.WarmUpSteps} of warm-up") : "";
        string[] parts =
        [
            ForecastText.Energy(first) + Off(prediction.EnergyErrorRatio),
            ForecastText.Time(first) + Off(prediction.DurationErrorRatio),
            string.Create(CultureInfo.InvariantCulture, $"after {Scale.Time(TimeSpan.FromSeconds(first.AtS))}, {first.Step} of {first.Of} steps{warmUp}"),
        ];
        page.Row("Foretold", [.. parts, .. passes]);
    }

    private static string Off(double? ratio) => ratio switch
    {
        null => "",
        0 => " (right)",
        > 0 => $" ({Scale.Percent(ratio.Value)} too much)",
        _ => $" ({Scale.Percent(-ratio.Value)} too little)",
    };
}
