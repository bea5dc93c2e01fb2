namespace EcoCode.Metering.Prediction;

/// <summary>A figure that is expected, and the interval that holds it with a probability of 95 % if the steps to come are like those that were.</summary>
/// <param name="Value">The expected value.</param>
/// <param name="Low">Lower end of the interval; never less than what is used already.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Expectation(double Value, double Low, double High)
{
    /// <summary>The larger side of the interval as a part of the value; 0 of 0.</summary>
    public double RelativeWidth => Value > 0 ? Math.Max(High - Value, Value - Low) / Value : 0;
}
