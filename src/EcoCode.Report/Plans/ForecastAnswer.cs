using EcoCode.Report.Grids;

namespace EcoCode.Report.Plans;

/// <summary>A forecast by windows of the length of what is planned.</summary>
/// <param name="Zone">The place.</param>
/// <param name="Generated">When it was made.</param>
/// <param name="Requested">When it was asked for.</param>
/// <param name="From">The earliest start.</param>
/// <param name="To">The latest end.</param>
/// <param name="Window">The length of a window, whole minutes.</param>
/// <param name="Windows">The windows, in order of time.</param>
/// <param name="Best">Those of them whose intensity is the least.</param>
public sealed record ForecastAnswer(
    string Zone, DateTimeOffset Generated, DateTimeOffset Requested, DateTimeOffset From, DateTimeOffset To, TimeSpan Window,
    IReadOnlyList<GridReading> Windows, IReadOnlyList<GridReading> Best);
