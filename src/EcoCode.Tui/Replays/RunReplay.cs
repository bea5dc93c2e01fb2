using EcoCode.Ledger;
using EcoCode.Ledger.Store;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Past;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Replays;

/// <summary>Shows a run of the ledger: its course from its samples, its sources and processes from its record.</summary>
/// <remarks>Figures are of the run's process tree, over its whole time: the ledger does not keep how each process fared from second to second.</remarks>
public static class RunReplay
{
    /// <summary>More moments than this in a run are put together.</summary>
    private const int MostMoments = PowerHistory.BlockLength * (PowerHistory.MostBlocks - 1);

    /// <summary>The model that shows a run.</summary>
    /// <param name="run">The run, with its samples.</param>
    /// <param name="zone">The time zone that times are shown in.</param>
    public static Model Of(StoredRun run, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunRecord record = run.Record;
        var subject = new Subject
        {
            Host = record.Run.Host,
            Run = record.Run.Name == record.Run.Id ? record.Run.Id : $"{record.Run.Name} {record.Run.Id}",
            Interval = TimeSpan.FromSeconds(record.Run.IntervalS),
            Phases = [.. record.Phases.Select(phase => new Marked(phase.Name, TimeSpan.FromSeconds(phase.StartS), TimeSpan.FromSeconds(phase.EndS)))],
            Zone = zone,
        };
        List<(string Component, string Device)> parts = [.. record.Components.Select(component => (component.Component, component.Device))];
        foreach (RunPart part in run.Parts)
        {
            if (!parts.Contains((part.Component, part.Device))) parts.Add((part.Component, part.Device));
        }

        MachineSnapshot snapshot = Snapshot(record, parts);
        var empty = new Model { Subject = subject, Rates = Rates.Of(record), Notes = record.Warnings, History = History(run, parts), Span = Model.Spans.Length - 1 };
        return Update.Of(empty, new Message.Sampled(snapshot, record.Warnings)).Next with { History = empty.History, Peak = empty.History.Peak };
    }

    private static PowerHistory History(StoredRun run, List<(string Component, string Device)> parts)
    {
        PowerHistory history = PowerHistory.Empty;
        int together = ((run.Samples.Count - 1) / MostMoments) + 1;
        Moment? gathered = null;
        for (int i = 0; i < run.Samples.Count; i++)
        {
            RunSample sample = run.Samples[i];
            var joules = new double[parts.Count];
            for (int part = 0; part < sample.Energies.Count; part++)
            {
                joules[parts.IndexOf((run.Parts[part].Component, run.Parts[part].Device))] += sample.Energies[part].Joules;
            }

            TimeSpan end = TimeSpan.FromSeconds(sample.OffsetS + sample.SpanS);
            var moment = new Moment(end, TimeSpan.FromSeconds(sample.SpanS), run.Record.Run.Started + end, joules);
            gathered = gathered is null ? moment : gathered.Joined(moment);
            if ((i + 1) % together != 0 && i + 1 < run.Samples.Count) continue;
            history = history.With(gathered);
            gathered = null;
        }

        return history;
    }

    private static MachineSnapshot Snapshot(RunRecord record, List<(string Component, string Device)> parts)
    {
        TimeSpan duration = TimeSpan.FromSeconds(record.Run.DurationS);
        var processes = new List<ProcessReading>();
        var unseen = new PartReading(default, default, 0);
        foreach (RunProcess process in record.Processes)
        {
            EnergySplit energy = Split(process);
            double cores = record.Run.DurationS > 0 ? process.CpuS / record.Run.DurationS : 0;
            if (process.Pid == 0) unseen = new PartReading(unseen.Energy + energy, (unseen.Energy + energy) / duration, unseen.Cores + cores);
            else processes.Add(ReplayedProcess.Of(process, energy, duration));
        }

        EnergySplit total = unseen.Energy;
        foreach (ProcessReading process in processes) total += process.Energy;
        var nobody = new PartReading(default, default, 0);
        return new MachineSnapshot
        {
            Number = 1,
            Taken = record.Run.Started + duration,
            Elapsed = duration,
            Interval = duration,
            Mode = Enum.TryParse(record.Run.Attribution, ignoreCase: true, out AttributionMode mode) ? mode : AttributionMode.Busy,
            Processors = 0,
            Cores = 0,
            Sources = [.. parts.Select(part => ReplayedSource.Of(record, part.Component, part.Device, duration))],
            Processes = processes,
            Sight = ProcessSight.All,
            Ended = nobody,
            Unseen = unseen,
            Groups = [],
            EcoCode = nobody,
            IdleAndRest = nobody,
            Energy = total,
            Power = total / duration,
            Band = new Band(double.IsFinite(record.Total.BandJ) ? record.Total.BandJ : 0, 0),
        };
    }

    /// <summary>A record knows of a process what GPUs used; the rest is counted as the CPU's.</summary>
    private static EnergySplit Split(RunProcess process)
    {
        Energy gpu = process.GpuEnergyJ ?? Energy.Zero;
        return new EnergySplit(process.EnergyJ - gpu, Energy.Zero, gpu, Energy.Zero);
    }
}
