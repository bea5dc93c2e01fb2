using EcoCode.Cli.Agents.Asking;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Impact;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Rows;

namespace EcoCode.Cli.Dashboards;

/// <summary>Shows the machine of an agent. What its energy amounts to is judged at this end.</summary>
/// <param name="request">By what energy is judged.</param>
/// <param name="look">Which agent, and how it is to look.</param>
/// <param name="time">The clock.</param>
internal sealed class AgentDashboard(MeasureRequest request, DashboardRequest look, TimeProvider time)
{
    internal int Show()
    {
        if (!ImpactModel.Shipped.TryResolve(Judgement.Of(request, Whereabouts.Unknown), out ImpactFactors? factors, out Note? problem))
        {
            Complaint.Write(problem, request.Output);
            return ExitCodes.Usage;
        }

        if (!look.Agent!.TryOpen(time, out IAgentView? agent, out problem))
        {
            Complaint.Write(problem, request.Output);
            return ExitCodes.Failed;
        }

        Model model = new Model
        {
            Subject = new Subject { Host = agent.Host, Interval = agent.Interval, Zone = time.LocalTimeZone },
            Rates = Rates.Of(factors),
        }.Set(look.Filter, look.Joules, look.Columns);
        if (look.Plain) return MachineLines.Write(request.Interval, factors.Notes, model, time, tell => Started(agent, factors.Notes, tell));
        if (!DashboardScreen.IsPossible(look)) return Once(agent, model with { Notes = factors.Notes });
        return DashboardScreen.Show(look, model with { Notes = factors.Notes }, time, Deeds.Of(look, request, time), tell => new Feeds(Started(agent, factors.Notes, tell), GridFeed.Start(request, factors, time, tell)));
    }

    private static AgentFeed Started(IAgentView agent, IReadOnlyList<Note> notes, Action<Message> tell)
    {
        var feed = new AgentFeed(agent, notes);
        feed.Start(tell);
        return feed;
    }

    private int Once(IAgentView agent, Model model)
    {
        using (agent)
        {
            if (agent.TryNext(out MachineSnapshot? snapshot, out Note? problem)) return DashboardScreen.Table(look, model.After(new Message.Sampled(snapshot, model.Notes)));
            Complaint.Write(problem, request.Output);
            return ExitCodes.Failed;
        }
    }
}
