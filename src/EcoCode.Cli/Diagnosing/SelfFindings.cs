using EcoCode.Processes.Linux;
using EcoCode.Quantities.Text;
using EcoCode.Report.Diagnoses;

namespace EcoCode.Cli.Diagnosing;

/// <summary>EcoCode itself: its clock, and what it costs here.</summary>
internal static class SelfFindings
{
    private const string Section = "Self";

    /// <param name="trial">What a short measurement showed.</param>
    /// <param name="interval">Time between samples as it would be.</param>
    /// <param name="budget">Share of one core that EcoCode may use.</param>
    /// <param name="time">The clock.</param>
    internal static IEnumerable<Finding> Of(Trial trial, TimeSpan interval, double budget, TimeProvider time)
    {
        TimeSpan suspended = Boot.Suspended;
        string sleep = suspended < TimeSpan.FromSeconds(1) ? "not suspended since boot" : $"suspended for {Scale.Time(suspended)} since boot";
        yield return new(Section, FindingLevel.Ok, "clock", FormattableString.Invariant($"monotonic, steps of {1e9 / time.TimestampFrequency:0.#} ns; {sleep}"));
        double share = trial.CostOfSample / interval;
        string cost = FormattableString.Invariant($"{trial.CostOfSample.TotalMilliseconds:0.00} ms per sample of {trial.Processes} processes, {share * 100:0.00} % of one core at {interval.TotalMilliseconds:0} ms; {OwnUse.PeakResidentBytes / 1e6:0} MB");
        yield return share <= budget
            ? new(Section, FindingLevel.Ok, "cost", cost)
            : new(Section, FindingLevel.Warn, "cost", cost) { Reason = FormattableString.Invariant($"above the budget of {budget * 100:0.##} %, so samples will be rarer than asked for"), Fix = "`ecocode config set interval 1s`" };
    }
}
