using EcoCode.Cli.Local;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Cli.Measuring.Predicting;
using EcoCode.Cli.Streams;
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

/// <summary>Runs a command, measures its tree, and ends as the command does.</summary>
/// <param name="request">How to measure.</param>
/// <param name="time">The clock.</param>
/// <param name="finished">Gets what came of it.</param>
internal sealed class RunCommand(MeasureRequest request, TimeProvider time, Action<Outcome> finished)
{
    private const int NoSuchFile = 2, NotADirectory = 20;
    private const int NoMemory = 12, TryAgain = 11;

    private static readonly TimeSpan BaselineTime = TimeSpan.FromSeconds(2);

    /// <summary>Runs the command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="untilAllEnded">Whether to measure until the last descendant has ended, and not only the command.</param>
    /// <returns>The exit code for the shell.</returns>
    internal int Execute(CommandLine command, bool untilAllEnded)
    {
        if (!Preparation.TryCheck(request, out ExternalSpec? platform, out Note? problem))
        {
            Complaint.Write(problem, request.Output);
            return ExitCodes.NotStarted;
        }

        DescriptorLimit.Restore();
        using Instruments instruments = Instruments.Find(request, platform, time);
        return Execute(command, untilAllEnded, instruments);
    }

    /// <summary>Runs the command, and measures it with instruments that are there already.</summary>
    /// <remarks>May be called again when the one before has returned, provided that it waited until all had ended: who waits for children waits for all.</remarks>
    internal int Execute(CommandLine command, bool untilAllEnded, Instruments instruments)
    {
        using var changed = new Wakeup();
        using Reaper reaper = Reaper.Prepare(() => TreeClocks.Open(new PseudoFs("/sys"), new PseudoFs("/proc")), changed, instruments.OwnGroups);
        using ProcessTree tree = ProcessTree.OfCommand(new PseudoFs("/proc"), reaper, instruments.OwnGroups, instruments.Topology.Sockets.Count > 1);
        instruments.Follow(tree);
        Foresight? foresight = null;
        if (request.ProgressFrom is { } source && !Foresight.TryBegin(source, request.Impact, time, out foresight, out Note? wrong))
        {
            Complaint.Write(wrong, request.Output);
            return ExitCodes.NotStarted;
        }

        using Foresight? disposed = foresight;
        using SignalForwarding signals = SignalForwarding.Start(
            OwnSignals.Ignored,
            signal =>
            {
                if (signal == SignalForwarding.WindowChanged) foresight?.Copy?.Resize();
                reaper.Signal(signal);
                changed.Set();
            },
            alsoKeys: () => !reaper.Launching,
            alsoWindow: foresight?.Copy is not null);
        Timeline? times = null;
        BudgetWatch? watch = BudgetChoice.Watch(request, () => times?.Intensity, time);
        var options = new MeterOptions { Mode = request.Mode, Baseline = request.Baseline, MayTell = watch is null ? null : watch.MayTell };
        var meter = new Meter(instruments.Machine, tree, instruments.Topology.SocketOf, options, time);
        using LocalDoor door = LocalDoor.Open(request.Socket);
        meter.Begin();
        var notes = new RunNotes(tree.SeesPids);
        if (request.Mode == AttributionMode.Marginal && request.Baseline is null)
        {
            var load = new MachineLoad(instruments.Machine.Cpu);
            bool known = load.TryReadBusy(out TimeSpan before);
            changed.Wait(BaselineTime);
            meter.TakeBaseline();
            if (known && load.TryReadBusy(out TimeSpan after)) notes.BusyAtBaseline = (after - before) / (BaselineTime * instruments.Machine.Cpu.Processors);
        }

        // Told to end while there is no command yet: as env(1) would, end without one.
        if (signals.ToldToEnd) return 128 + signals.ToldBy;
        DateTimeOffset started = time.GetLocalNow();
        if (reaper.Launch(command, foresight?.Copy, door.Variable) is var error and not 0) return NotStarted(command, error, request.Output);
        tree.Add(reaper.Pid);

        using Timeline began = times = Timeline.Start(request, started, time);
        using var progress = new Progress(request.Output, request.Impact, !Interop.Terminal.IsTerminal(StandardStream.Output) && !Foresight.CommandDraws(request.ProgressFrom));
        if (foresight?.Copy is { } copy) progress.InLine = () => copy.InLine;
        bool Over() => untilAllEnded ? reaper.AllEnded : reaper.End is not null;
        using BudgetGuard? guard = watch is null ? null : new BudgetGuard(
            request.Budgets!, watch, new TreeStop(new PseudoFs("/proc"), tree, reaper.Pid), reaper.Signal, Over, () => reaper.AllEnded || (reaper.End is not null && tree.Live == 0), progress.Say, changed, time);
        string id = RunId.New();
        var governor = new Governor(request.Interval, request.Budget);
        RunRecord? Compose(MeterResult soFar)
            => Outcome.TryCompose(Facts(id, command, null, started, instruments, governor, signals, soFar, notes, guard, foresight, door), soFar, instruments, request, times, out RunRecord? record, out _) ? record : null;
        using var recording = new Recording(request, () => command.Text, Compose, time);
        door.Serve(new LocalSubject
        {
            Id = id, Name = request.Name ?? command.Program, Started = started, RootPid = reaper.Pid, Request = request, Instruments = instruments,
            Meter = meter, Times = times, Guard = guard, Compose = Compose, Wake = changed.Set, Time = time,
        });

        var code = OwnCode.Of(time);
        // What the ledger takes is on another thread: to tick more rarely would not make it less.
        var sampler = new Sampler(meter, request.Interval, governor, () => OwnUse.ThreadCpuTime, time);
        sampler.Run(
            changed.Wait,
            guard is null ? Over : guard.IsOver,
            () =>
            {
                guard?.Tick(meter.Latest);
                if (foresight?.Tick(meter) == true) progress.Announce(foresight.Latest!, started.AddSeconds(foresight.Latest!.DurationS));
                progress.Update(meter.Latest, foresight?.Latest);
                times.Tick(meter);
                code.Tick();
                recording.Tick(meter);
                door.Tick();
            },
            door);
        door.End(null);
        guard?.Tick(meter.Latest);
        progress.End(signals.ToldBy);
        foresight?.Finish(meter);
        CommandEnd end = reaper.End!.Value;
        Outcome.HandOn(Facts(id, command, end, started, instruments, governor, signals, meter.Result(), notes, guard, foresight, door) with { Prediction = foresight?.Row(meter.Latest) ?? door.Prediction }, meter, instruments, request, times, recording, finished);
        return end.ForShell;
    }

    /// <summary>What is known of the run; without an end while it goes on.</summary>
    private RunFacts Facts(
        string id, CommandLine command, CommandEnd? end, DateTimeOffset started, Instruments instruments, Governor governor, SignalForwarding signals, MeterResult result, RunNotes notes, BudgetGuard? guard, Foresight? foresight, LocalDoor door) => new()
    {
        Id = id,
        Name = request.Name ?? command.Program,
        Project = request.Project,
        Tags = request.Tags,
        Program = command.Program,
        Kind = "run",
        Host = Environment.MachineName,
        Started = started,
        Interval = request.Interval,
        ExitCode = end?.ExitCode,
        Signal = end?.Signal is { } signal ? Signals.NameOf(signal) : null,
        Interrupted = signals.ToldToEnd,
        Budgets = guard?.Rows ?? [],
        Prediction = foresight?.Row(null) ?? door.Prediction,
        PeakResidentBytes = OwnUse.PeakResidentBytes,
        Stretched = governor.Stretched,
        Notes = [.. guard?.Notes ?? [], .. end is null ? [] : foresight?.Notes ?? [], .. notes.Of(end is null ? 0 : result.LiveProcesses), .. instruments.Catalogue.Notes],
    };

    /// <summary>Says that there is no such program.</summary>
    /// <returns>The exit code for the shell.</returns>
    internal static int NotFound(CommandLine command, OutputRequest output) => NotStarted(command, NoSuchFile, output);

    private static int NotStarted(CommandLine command, int error, OutputRequest output)
    {
        string reason = System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant();
        (int code, string? hint) = error switch
        {
            NoSuchFile or NotADirectory => (ExitCodes.NotFound, "check the spelling, or give the path"),
            NoMemory or TryAgain => (ExitCodes.NotStarted, "`ulimit -u` shows how many processes you may have"),
            _ => (ExitCodes.NotExecutable, (string?)null),
        };
        Complaint.Write(new Note(code == ExitCodes.NotFound ? "ECO4001" : "ECO4002", $"cannot run `{command.Typed}`: {reason}", hint), output);
        return code;
    }
}
