using System.Diagnostics.CodeAnalysis;
using EcoCode.Agent;
using EcoCode.Agent.Running;
using EcoCode.Agent.Sampling;
using EcoCode.Agent.Serving;
using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Cli.Streams;
using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Impact.Live;
using EcoCode.Processes.Grouping;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Sensors.External;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Cli.Agents;

/// <summary>Runs the agent of this machine until it is told to end.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="again">Reads once more what is asked for, or says what is wrong with it now.</param>
/// <param name="time">The clock.</param>
internal sealed class AgentRun(AgentRequest request, Func<(AgentRequest? Request, Note? Problem)> again, TimeProvider time)
{
    private readonly AgentLog _log = new(WriteLine, Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 });

    /// <summary>Says what would be done, and what is wrong with it.</summary>
    internal int Check()
    {
        if (!TryPrepare(request, out _, out _, out Note? problem)) return Refuse(problem, ExitCodes.Usage);
        using StreamWriter writer = StandardStream.Writer(StandardStream.Output);
        foreach (string line in AgentText.Of(request)) writer.WriteLine(line);
        return ExitCodes.Done;
    }

    /// <summary>Asks the one that runs whether it works.</summary>
    internal int AskHealth()
    {
        (string? said, Note? problem) = HealthQuestion.Ask(request.Options.Server).GetAwaiter().GetResult();
        if (problem is not null) return Refuse(problem, ExitCodes.Failed);
        using StreamWriter writer = StandardStream.Writer(StandardStream.Output);
        writer.WriteLine(said);
        return ExitCodes.Done;
    }

    /// <summary>Runs it.</summary>
    internal int Execute()
    {
        if (!TryPrepare(request, out ExternalSpec? platform, out ImpactFactors? factors, out Note? problem)) return Refuse(problem, ExitCodes.Usage);
        using Instruments instruments = Instruments.Find(request.Measure, platform, time);
        using WholeMachine machine = WholeMachine.Open(request.Measure, instruments, time);
        var place = new PlaceSearch(new PseudoFs(request.Measure.HostSys), Environment.GetEnvironmentVariable, request.Measure.Metadata);
        place.Begin();
        if (!ImpactModel.Shipped.TryResolve(Judgement.Of(request.Measure, instruments, place.Find()), out factors, out problem)) return Refuse(problem, ExitCodes.Usage);
        using LiveGrid? live = Live(place);
        foreach (Note note in instruments.Catalogue.Notes) _log.Warn(note);
        foreach (Note note in factors.Notes) _log.Warn(note);
        if (machine.Hidden is { } hidden) _log.Warn(hidden);
        var measurement = new Measurement(machine.Meter, request.Measure.Interval, request.Measure.Budget, () => OwnUse.ThreadCpuTime, time);
        var pods = new PodNames(WholeMachine.RootOf(request.Measure), time);
        var agent = new NodeAgent(measurement, () => (factors, live?.Series), new NodeExposition(pods), _log, time);
        return Loop(agent, measurement).GetAwaiter().GetResult();
    }

    private async Task<int> Loop(NodeAgent agent, Measurement measurement)
    {
        await using (agent.ConfigureAwait(false))
        {
            using AgentSignals signals = AgentSignals.Start();
            measurement.Failed += failure =>
            {
                _log.Fail($"measuring broke down: {failure}");
                signals.Fail();
            };
            if (await agent.Start(request.Options).ConfigureAwait(false) is { } refused) return Refuse(refused, ExitCodes.Failed);
            foreach (string address in agent.Addresses) _log.Tell($"metrics at {address}/metrics");
            while (true)
            {
                switch (signals.Wait())
                {
                    case AgentSignal.Reload:
                        await Reload(agent).ConfigureAwait(false);
                        break;
                    case AgentSignal.Fail:
                        return ExitCodes.Failed;
                    default:
                        _log.Tell("told to end");
                        return ExitCodes.Done;
                }
            }
        }
    }

    private async Task Reload(NodeAgent agent)
    {
        (AgentRequest? next, Note? problem) = again();
        problem ??= await agent.Reload(next!.Options).ConfigureAwait(false);
        if (problem is null) _log.Tell("read everything anew; how it is measured stays until a restart");
        else _log.Warn(problem with { Message = $"everything stays as it was: {problem.Message}" });
    }

    private static bool TryPrepare(AgentRequest request, out ExternalSpec? platform, [NotNullWhen(true)] out ImpactFactors? factors, [NotNullWhen(false)] out Note? problem)
    {
        factors = null;
        if (!Preparation.TryCheck(request.Measure, out platform, out problem)) return false;
        problem = WholeMachine.Mistake(request.Measure) ?? NodeAgent.Mistake(request.Options, TimeProvider.System, static _ => { });
        return problem is null && ImpactModel.Shipped.TryResolve(request.Measure.Impact, out factors, out problem);
    }

    private LiveGrid? Live(PlaceSearch place)
    {
        MeasureRequest measure = request.Measure;
        return measure.Grid.Provider is null ? null : LiveGrid.Start(
            measure.Grid.Provider,
            () => GridAccess.TryOpen(measure.Grid, time, out IGridProvider? provider, out Note? problem) ? (provider, null) : (null, problem),
            () => GridAccess.Zone(measure.Grid, measure.Impact.Zone ?? place.Find().Zone),
            started: null,
            time);
    }

    private int Refuse(Note problem, int code)
    {
        Complaint.Write(problem, request.Measure.Output);
        return code;
    }

    private static void WriteLine(string line)
    {
        using StreamWriter writer = StandardStream.Writer(StandardStream.Error);
        writer.WriteLine(line);
    }
}
