using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>What a provider answered: a series, or the reason why there is none.</summary>
/// <param name="Series">The series; null where there is none.</param>
/// <param name="Problem">Why there is none, or why the series is older than it should be (a last known one); null where all is well. It never holds a key.</param>
public sealed record GridAnswer(GridSeries? Series, Note? Problem);
