namespace EcoCode.Metering.Prediction;

/// <summary>What a run will have used when the program's counter is at its end.</summary>
/// <param name="Mark">How far the program was when this was told.</param>
/// <param name="Joules">All energy until then, J.</param>
/// <param name="Seconds">All time until then, s.</param>
/// <param name="WarmUp">Steps at the begin that were left out, for they were unlike those after them.</param>
public sealed record Forecast(StepMark Mark, Expectation Joules, Expectation Seconds, long WarmUp);
