using System.Globalization;
using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

/// <summary>Answers in one line.</summary>
internal static class Shown
{
    /// <summary><c>19:00-20:00 302?</c>; a question mark stands for an estimate.</summary>
    internal static string Points(GridAnswer answer)
        => answer.Series is null
            ? $"{answer.Problem!.Code} {answer.Problem.Message}"
            : string.Join(", ", answer.Series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.From:HH:mm}-{point.To:HH:mm} {point.Intensity.GramsPerKilowattHour:0.####}{(point.Estimated ? "?" : "")}")));
}
