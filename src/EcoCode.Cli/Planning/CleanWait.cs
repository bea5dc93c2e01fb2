using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Impact.Planning;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Report.Plans;

namespace EcoCode.Cli.Planning;

/// <summary>Waits until power is clean, while nothing has been started and nothing is measured.</summary>
/// <param name="request">What is to be measured.</param>
/// <param name="wait">How to wait.</param>
/// <param name="time">The clock.</param>
internal sealed class CleanWait(MeasureRequest request, WaitRequest wait, TimeProvider time)
{
    /// <summary>What is taken where nobody says how long it takes.</summary>
    private static readonly TimeSpan AssumedDuration = TimeSpan.FromHours(1);

    /// <summary>Providers have steps of five minutes to an hour; one that has none, or is late, is asked no more often and no more rarely than this.</summary>
    private static readonly TimeSpan ShortestStep = TimeSpan.FromMinutes(1), LongestStep = TimeSpan.FromHours(1), Retry = TimeSpan.FromMinutes(5);

    private readonly ImpactRequest _impact = OwnPlace.Judged(request);

    private TimeSpan Duration => wait.Duration ?? (wait.Threshold is null ? AssumedDuration : TimeSpan.FromSeconds(1));

    /// <summary>Waits.</summary>
    /// <returns>Null to go on and start; otherwise the exit code to end with.</returns>
    internal int? Execute()
    {
        if (!Planner.Fits(new() { Now = time.GetLocalNow(), Duration = Duration, Deadline = wait.Deadline }, out Note? problem)) return Refuse(problem);
        if (!GridAccess.TryOpen(request.Grid, time, out IGridProvider? provider, out problem) || provider is null) return Refuse(problem ?? PlanningProblems.NoProvider());
        using var told = new CancellationTokenSource();
        using var line = new WaitLine(request.Output);
        using SignalForwarding signals = SignalForwarding.Start(OwnSignals.Ignored, signal => Take(signal, told), alsoKeys: () => true);
        try
        {
            if (wait.Threshold is { } threshold) UntilBelow(threshold, provider, line, told.Token);
            else UntilPlanned(line, told.Token);
        }
        catch (OperationCanceledException) when (told.IsCancellationRequested)
        {
            // What is told to end while it asks a provider ends as well as one that waits.
        }

        return signals.ToldToEnd ? 128 + signals.ToldBy : null;
    }

    /// <summary>Whoever means the command means to have it begin or end, and it has not begun.</summary>
    private static void Take(int signal, CancellationTokenSource told)
    {
        if (signal is 1 or 2 or 3 or 15) told.Cancel();
    }

    private void UntilPlanned(WaitLine line, CancellationToken told)
    {
        var query = new PlanQuery
        {
            Zones = _impact.Zone is { } zone ? [zone] : [], Impact = _impact, Grid = request.Grid, Goal = PlanGoal.Carbon, Duration = Duration, Deadline = wait.Deadline,
        };
        if (!new PlanMaking(time).TryMake(query, out Plan? plan, out IReadOnlyList<PlaceAnswer> answers, out Note? problem, told))
        {
            line.Say(WaitText.Unknown(problem));
            return;
        }

        PlanPage page = PlanPages.Of(plan, answers, time.LocalTimeZone);
        if (plan.IsAtOnce) line.Say(WaitText.AtOnce(page));
        else Count(left => line.Wait(WaitText.Planned(page), left), told).Until(plan.Best.Start);
    }

    private void UntilBelow(CarbonIntensity threshold, IGridProvider provider, WaitLine line, CancellationToken told)
    {
        string zone = new ZoneInquiry(provider, request.Grid, _impact).ProviderZone(_impact.Zone, only: true);
        DateTimeOffset latest = LocalTime.In(wait.Deadline - (wait.Duration ?? TimeSpan.Zero), time.LocalTimeZone);
        CarbonIntensity? known = null;
        bool lost = false;
        while (true)
        {
            GridAnswer answer = provider.LatestAsync(zone, told).GetAwaiter().GetResult();
            DateTimeOffset now = time.GetUtcNow(), next = now + Retry;
            if (answer.Series?.At(now) is { } point)
            {
                (known, lost) = (point.Intensity, false);
                if (point.Intensity.GramsPerKilowattHour <= threshold.GramsPerKilowattHour)
                {
                    line.Say(WaitText.Below(point.Intensity, threshold));
                    return;
                }

                next = Clamp(point.To, now + ShortestStep, now + LongestStep);
            }
            else
            {
                Note reason = answer.Problem ?? PlanningProblems.OldFigure(provider.Name, zone);
                if (known is null)
                {
                    line.Say(WaitText.Unknown(reason));
                    return;
                }

                if (!lost) line.Say(WaitText.Lost(reason, latest));
                lost = true;
            }

            string text = WaitText.Above(known.Value, threshold, latest);
            if (!Count(_ => line.Wait(text, latest - time.GetUtcNow()), told).Until(next < latest ? next : latest)) return;
            if (time.GetUtcNow() < latest) continue;
            line.Say(WaitText.OutOfTime(known, threshold));
            return;
        }
    }

    private Countdown Count(Func<TimeSpan, TimeSpan> show, CancellationToken told) => new(time, pause => told.WaitHandle.WaitOne(pause), show);

    private int Refuse(Note problem)
    {
        Complaint.Write(problem, request.Output);
        return ExitCodes.NotStarted;
    }

    private static DateTimeOffset Clamp(DateTimeOffset instant, DateTimeOffset least, DateTimeOffset most) => instant < least ? least : instant > most ? most : instant;
}
