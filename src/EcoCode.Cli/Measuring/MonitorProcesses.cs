using EcoCode.Cli.Local;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Host;
using EcoCode.Ledger;
using EcoCode.Metering;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Budgets;
using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Processes.Linux;
using EcoCode.Quantities;
using EcoCode.Sensors.External;

namespace EcoCode.Cli.Measuring;

/// <summary>Measures the trees of running processes until they end, or until it is told to stop.</summary>
/// <param name="request">How to measure.</param>
/// <param name="time">The clock.</param>
/// <param name="finished">Gets what came of it.</param>
/// <param name="sidecar">Where clients are let in, of a sidecar: it ends when its root does, or a client or SIGTERM wants it to, and says nothing elsewhere.</param>
internal sealed class MonitorProcesses(MeasureRequest request, TimeProvider time, Action<Outcome> finished, LocalDoor? sidecar = null)
{
    /// <summary>Measures.</summary>
    /// <param name="roots">The processes whose trees are measured.</param>
    internal int Execute(IReadOnlyList<int> roots)
    {
        if (!Preparation.TryCheck(request, out ExternalSpec? platform, out Note? problem))
        {
            return Refuse(problem);
        }

        if (request.Mode == AttributionMode.Marginal && request.Baseline is null)
        {
            return Refuse(new Note("ECO4016", "what runs already leaves no idle machine to take a baseline of", "give one: `--attribution marginal --baseline 12W`"));
        }

        using var changed = new Wakeup();
        using SignalForwarding signals = SignalForwarding.Start(OwnSignals.Ignored, _ => changed.Set(), alsoKeys: () => true, onlyTerminate: sidecar is not null);
        using Instruments instruments = Instruments.Find(request, platform, time);
        using ProcessTree tree = ProcessTree.OfRunning(new PseudoFs("/proc"), roots);
        instruments.Follow(tree);
        if (tree.Processes.Count == 0)
        {
            return Refuse(new Note("ECO4010", "the process ended before it could be measured"));
        }

        using ProcessWatch watch = ProcessWatch.Start(roots, changed);
        Timeline? times = null;
        BudgetWatch? limits = BudgetChoice.Watch(request, () => times?.Intensity, time);
        var options = new MeterOptions { Mode = request.Mode, Baseline = request.Baseline, MayTell = limits is null ? null : limits.MayTell };
        var meter = new Meter(instruments.Machine, tree, instruments.Topology.SocketOf, options, time);
        DateTimeOffset started = time.GetLocalNow();
        using LocalDoor door = sidecar ?? LocalDoor.Open(request.Socket);
        meter.Begin();
        using Timeline began = times = Timeline.Start(request, started, time);
        string id = RunId.New(), program = tree.Processes[0].Name;
        int root = tree.Processes[0].Key.Pid;
        TreeProcess[] watched = [.. tree.Processes.Where(process => roots.Contains(process.Key.Pid))];
        using var progress = new Progress(request.Output, request.Impact, alone: true);
        bool Over() => signals.ToldToEnd || tree.Live == 0 || door.IsToldToEnd || (sidecar is not null && watch.HasEnded);
        using BudgetGuard? guard = limits is null ? null : new BudgetGuard(
            request.Budgets!, limits, new TreeStop(new PseudoFs("/proc"), tree, command: 0), signal => Array.ForEach(watched, process => TreeStop.Send(new PseudoFs("/proc"), process.Key, signal)), Over, Over, progress.Say, changed, time);
        var governor = new Governor(request.Interval, request.Budget);
        RunRecord? Compose(MeterResult soFar)
            => Outcome.TryCompose(Facts(id, program, started, instruments, governor, interrupted: false, guard, door), soFar, instruments, request, times, out RunRecord? record, out _) ? record : null;
        using var recording = new Recording(request, () => CommandLine.OfProcess(root)?.Text, Compose, time);
        door.Serve(new LocalSubject
        {
            Id = id, Name = request.Name ?? program, Started = started, RootPid = root, Request = request, Instruments = instruments,
            Meter = meter, Times = times, Guard = guard, Compose = Compose, Wake = changed.Set, Time = time,
        });
        var code = OwnCode.Of(time);
        var sampler = new Sampler(meter, request.Interval, governor, () => OwnUse.ThreadCpuTime, time);
        sampler.Run(
            changed.Wait,
            guard is null ? Over : guard.IsOver,
            () =>
            {
                guard?.Tick(meter.Latest);
                progress.Update(meter.Latest);
                times.Tick(meter);
                code.Tick();
                recording.Tick(meter);
                door.Tick();
            },
            door);
        if (sidecar is null) door.End(null);
        guard?.Tick(meter.Latest);
        progress.End(signals.ToldBy);
        Outcome.HandOn(Facts(id, program, started, instruments, governor, interrupted: sidecar is null ? tree.Live > 0 : signals.ToldToEnd, guard, door), meter, instruments, request, times, recording, finished);
        return ExitCodes.Done;
    }

    private int Refuse(Note problem)
    {
        Complaint.Write(problem, request.Output);
        sidecar?.Refuse(problem);
        return ExitCodes.Usage;
    }

    private RunFacts Facts(string id, string program, DateTimeOffset started, Instruments instruments, Governor governor, bool interrupted, BudgetGuard? guard, LocalDoor door) => new()
    {
        Id = id,
        Name = request.Name ?? program,
        Project = request.Project,
        Tags = request.Tags,
        Program = program,
        Kind = sidecar is null ? "monitor" : "sidecar",
        Host = Environment.MachineName,
        Started = started,
        Interval = request.Interval,
        Interrupted = interrupted,
        Budgets = guard?.Rows ?? [],
        Prediction = door.Prediction,
        PeakResidentBytes = OwnUse.PeakResidentBytes,
        Stretched = governor.Stretched,
        Notes = [.. guard?.Notes ?? [], .. door.Notes, .. instruments.Catalogue.Notes],
    };
}
