using System.Globalization;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;

namespace EcoCode.Impact.Planning;

/// <summary>Why there is no plan, and what a plan lacks.</summary>
internal static class PlanProblems
{
    internal static Note TooLate(PlanRequest request)
    {
        string deadline = Clock(request.Deadline), takes = Scale.Time(request.Duration);
        string message = request.Deadline <= request.Now ? $"the deadline {deadline} is over" : $"what takes {takes} can't have ended by {deadline}, {Scale.Time(request.Deadline - request.Now)} from now";
        return new("ECO3171", message, $"give a later time, such as `--before +{Hours(request.Duration + request.Duration)}h`");
    }

    /// <summary>Why a place has no start at all.</summary>
    internal static Note NoStart(PlanPlace place, PlanRequest request)
    {
        if (place.Of(request.Goal) is not { Steps.Count: > 0 } course)
        {
            if (request.Goal == PlanGoal.Carbon && place.CarbonUnknown is { } reason) return reason;
            return new("ECO3172", $"nothing is known of the {Word(request.Goal)} in `{place.Zone}`", request.Goal == PlanGoal.Cost ? "give a price, such as `--price 0.31EUR`" : null);
        }

        RateStep first = course.Steps[0], last = course.Steps[^1];
        if (last.To <= request.Now)
        {
            return new("ECO3173", $"the forecast for `{place.Zone}` ended at {Clock(last.To.ToUniversalTime())}, and is of no use now", "give a newer one");
        }

        TimeSpan longest = course.Stretches().Max(stretch => Length(course.Steps[stretch.First].From, course.Steps[stretch.Last].To, request));
        string covers = longest > TimeSpan.Zero ? $"at most {Scale.Time(longest)} without a gap" : "nothing";
        return new(
            "ECO3174",
            $"the forecast for `{place.Zone}`, from {Clock(first.From.ToUniversalTime())} to {Clock(last.To.ToUniversalTime())}, covers {covers} of the time there is, and it takes {Scale.Time(request.Duration)}",
            "a shorter `--duration` fits: the first part of what is to be done");
    }

    internal static Note EndsEarly(string zone, DateTimeOffset end) => new(
        "ECO3175", $"the forecast for `{zone}` ends at {Clock(end.ToUniversalTime())}, before the deadline: nothing is known of what comes later");

    internal static Note MixedCurrencies(IReadOnlyList<string> currencies) => new(
        "ECO3176", $"costs in `{string.Join("` and `", currencies)}` can't be compared: nothing is converted", "give one price for all, such as `--price 0.31EUR`, or plan `--by carbon`");

    private static TimeSpan Length(DateTimeOffset from, DateTimeOffset to, PlanRequest request)
        => (to < request.Deadline ? to : request.Deadline) - (from > request.Now ? from : request.Now);

    private static string Word(PlanGoal goal) => goal switch { PlanGoal.Cost => "price of electricity", PlanGoal.Water => "water", _ => "carbon intensity to come" };

    private static string Clock(DateTimeOffset instant) => instant.ToString(instant.Offset == TimeSpan.Zero ? "yyyy-MM-dd HH:mm'Z'" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Hours(TimeSpan time) => Math.Max(1, Math.Ceiling(time.TotalHours)).ToString("0", CultureInfo.InvariantCulture);
}
