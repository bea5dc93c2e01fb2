using System.Diagnostics.CodeAnalysis;
using EcoCode.Agent;
using EcoCode.Agent.Running;
using EcoCode.Agent.Sampling;
using EcoCode.Agent.Scraping;
using EcoCode.Agent.Serving;
using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Cli.Streams;
using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Impact;
using EcoCode.Impact.Accounting;
using EcoCode.Impact.Live;
using EcoCode.Processes.Grouping;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Sensors.External;
using EcoCode.Telemetry;
using EcoCode.Telemetry.Compat;
using EcoCode.Telemetry.Machines;
using EcoCode.Telemetry.Otlp;

namespace EcoCode.Cli.Agents;

/// <summary>Runs the agent of this machine until it is told to end.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="again">Reads once more what is asked for, or says what is wrong with it now.</param>
/// <param name="time">The clock.</param>
internal sealed class AgentRun(AgentRequest request, Func<AgentReload> again, TimeProvider time)
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
        LocalListener? listener = null;
        if (request.Socket is { } path && !AgentSocket.TryListen(path, out listener, out problem)) return Refuse(problem, ExitCodes.Failed);
        Privileges.GiveUpOthers();
        using var service = new ServiceManager(Environment.GetEnvironmentVariable, Environment.ProcessId, time);
        MeasureRequest measure = request.Measure;
        var measurement = new Measurement(machine.Meter, measure.Interval, measure.Budget, () => OwnUse.ThreadCpuTime, time) { LongestNap = service.FeedEvery ?? measure.Interval };
        measurement.Awake += service.Alive;
        measurement.Awake += OwnCode.Of(time).Tick;
        var accounts = new NodeAccounts(request.Top, new PodNames(WholeMachine.RootOf(measure), time));
        OtlpPush? push = null;
        if (request.Push is { } wanted && !wanted.TryOpen(accounts, GridNow.Of(factors, live: null, time.GetUtcNow()), OwnAccount.Version, WholeMachine.RootOf(measure), time, out push, out problem)) return Refuse(problem, ExitCodes.Failed);
        using OtlpPush? pushing = push;
        CompatExposition? compat = request.Compat == CompatNames.None ? null : new(request.Compat, new CompatHost(Environment.MachineName, instruments.Topology));
        var agent = new NodeAgent(measurement, accounts, () => (factors, live?.Series), compat, _log, time);
        agent.Self.Push = push is null ? null : () => push.Reading;
        push?.Start(PushRequest.Say(_log));
        return Loop(agent, measurement, listener, service, Sources(instruments)).GetAwaiter().GetResult();
    }

    private async Task<int> Loop(NodeAgent agent, Measurement measurement, LocalListener? listener, ServiceManager service, string sources)
    {
        await using (agent.ConfigureAwait(false))
        {
            using AgentSignals signals = AgentSignals.Start();
            measurement.Failed += failure =>
            {
                _log.Fail($"measuring broke down: {failure}");
                signals.Fail();
            };
            if (await agent.Start(request.Options, listener).ConfigureAwait(false) is { } refused) return Refuse(refused, ExitCodes.Failed);
            _log.Tell($"ecocode {OwnAccount.Version} measures {sources}; privileges: {Privileges.Held}");
            TellOf(agent.Addresses);
            if (listener is not null) _log.Tell($"programs of this machine ask at {listener.Address}");
            service.Ready($"measures {sources}; privileges: {Privileges.Held}");
            while (true)
            {
                switch (signals.Wait())
                {
                    case AgentSignal.Reload:
                        service.Reloading();
                        await Reload(agent).ConfigureAwait(false);
                        service.Ready($"measures {sources}; privileges: {Privileges.Held}");
                        break;
                    case AgentSignal.Fail:
                        return ExitCodes.Failed;
                    default:
                        service.Stopping();
                        _log.Tell("told to end");
                        return ExitCodes.Done;
                }
            }
        }
    }

    private async Task Reload(NodeAgent agent)
    {
        IReadOnlyList<string> before = agent.Addresses;
        AgentReload next = again();
        if ((next.Problem ?? await agent.Reload(next.Request!.Options).ConfigureAwait(false)) is { } problem)
        {
            _log.Warn(problem with { Message = $"everything stays as it was: {problem.Message}" });
            return;
        }

        _log.Tell("read everything anew");
        TellOf(agent.Addresses.Except(before));
        if (next.Stays is { } stays) _log.Warn(stays);
    }

    private void TellOf(IEnumerable<string> addresses)
    {
        foreach (string address in addresses) _log.Tell($"metrics at {address}/metrics");
    }

    /// <summary>What is measured, and by what: <c>cpu by rapl-perf, gpu by nvml</c>.</summary>
    private static string Sources(Instruments instruments)
    {
        var words = new List<string>();
        foreach (SensorSlot slot in instruments.Machine.Slots)
        {
            string word = $"{Words.Components.Of(slot.Component)} by {slot.Candidates[0].Sources[0].Method}";
            if (!words.Contains(word)) words.Add(word);
        }

        return words.Count > 0 ? string.Join(", ", words) : "nothing";
    }

    private static bool TryPrepare(AgentRequest request, out ExternalSpec? platform, [NotNullWhen(true)] out ImpactFactors? factors, [NotNullWhen(false)] out Note? problem)
    {
        factors = null;
        if (!Preparation.TryCheck(request.Measure, out platform, out problem)) return false;
        problem = WholeMachine.Mistake(request.Measure) ?? request.Push?.Mistake ?? NodeAgent.Mistake(request.Options, TimeProvider.System, static _ => { });
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
