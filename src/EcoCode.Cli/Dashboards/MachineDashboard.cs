using EcoCode.Cli.Measuring;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Impact;
using EcoCode.Quantities;
using EcoCode.Sensors.External;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Rows;

namespace EcoCode.Cli.Dashboards;

/// <summary>Shows this machine as it is now.</summary>
/// <param name="request">How to measure.</param>
/// <param name="look">How it is to look.</param>
/// <param name="time">The clock.</param>
internal sealed class MachineDashboard(MeasureRequest request, DashboardRequest look, TimeProvider time)
{
    internal int Show()
    {
        if (!Preparation.TryCheck(request, out ExternalSpec? platform, out Note? problem) || !ImpactModel.Shipped.TryResolve(request.Impact, out ImpactFactors? factors, out problem))
        {
            Complaint.Write(problem, request.Output);
            return ExitCodes.Usage;
        }

        if (WholeMachine.Mistake(request) is { } mistake)
        {
            Complaint.Write(mistake, request.Output);
            return ExitCodes.Usage;
        }

        using Instruments instruments = Instruments.Find(request, platform, time);
        Model model = new Model
        {
            Subject = new Subject { Host = Environment.MachineName, Interval = request.Interval, Zone = time.LocalTimeZone },
            Rates = Rates.Of(factors),
        }.Set(look.Filter, look.Joules, look.Columns);
        IReadOnlyList<Note> notes = [.. instruments.Catalogue.Notes, .. factors.Notes];
        if (look.Plain)
        {
            return MachineLines.Write(request.Interval, notes, model, time, tell =>
            {
                var feed = new MachineFeed(request with { Interval = MachineLines.Between(request.Interval) }, instruments, notes, time);
                feed.Start(tell);
                return feed;
            });
        }

        if (!DashboardScreen.IsPossible(look)) return Once(instruments, model, notes);
        return DashboardScreen.Show(look, model with { Notes = notes }, time, Deeds.Of(look, request, time), tell =>
        {
            var feed = new MachineFeed(request, instruments, notes, time);
            feed.Start(tell);
            var budgets = PeriodBudgets.Read(request.Configured, Environment.GetEnvironmentVariable);
            return new Feeds(feed, LedgerFeed.Start(OwnLedger.Of(request.Configured), budgets, time, tell), GridFeed.Start(request, factors, time, tell));
        });
    }

    private int Once(Instruments instruments, Model model, IReadOnlyList<Note> notes)
    {
        using var feed = new MachineFeed(request, instruments, notes, time);
        return DashboardScreen.Table(look, feed.Once() is { } message ? model.After(message) : model);
    }
}
