using EcoCode.Metering.Attribution;
using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Metering.Snapshots;

/// <summary>Measures a whole machine: every process on it, by the same accounts as a <see cref="Meter"/> of one tree, which it is built on.</summary>
/// <remarks>
/// One thread uses it; <see cref="Latest"/> may be read from any. A tick allocates the snapshot, in which processes that did nothing are
/// shared with the one before, and what processes that are new take.
/// </remarks>
public sealed class MachineMeter : ISampled
{
    private readonly IMachineProcesses _processes;
    private readonly MeterOptions _options;
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly SourceReadings _sources = new();
    private readonly ProcessReadings _readings = new();
    private readonly GroupTotals _groups = new();
    private readonly List<GpuTrack> _gpus = [];
    private MachineSnapshot? _latest;

    /// <param name="machine">What is read. Of its CPU time only what <paramref name="processes"/> makes of it.</param>
    /// <param name="processes">All processes of the machine.</param>
    /// <param name="socketOf">Socket (physical id) of each processor.</param>
    /// <param name="options">How it is shared out. Ended processes are given up by rules of its own.</param>
    /// <param name="time">The clock.</param>
    public MachineMeter(MeteredMachine machine, IMachineProcesses processes, IReadOnlyList<int> socketOf, MeterOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(options);
        (_processes, _options, _time) = (processes, options, time);
        _meter = new Meter(machine with { Cpu = processes.Cpu }, processes, socketOf, options with { MostEndedRows = int.MaxValue / 2 }, time);
    }

    /// <summary>The last snapshot; <c>null</c> until the first tick.</summary>
    public MachineSnapshot? Latest => Volatile.Read(ref _latest);

    /// <inheritdoc/>
    public TimeSpan Horizon => _meter.Horizon;

    /// <summary>Takes the first readings: baselines, never consumption.</summary>
    public void Begin()
    {
        _processes.Scan();
        _meter.Begin();
    }

    /// <inheritdoc/>
    public void ReadCounters() => _meter.ReadCounters();

    /// <summary>Reads the counters between two ticks, and tells what each source has shown by now. Of the thread that ticks.</summary>
    public void ReadCounters(List<(SensorId Id, Energy Shown)> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        _meter.ReadCounters();
        _sources.ReadShown(_meter.Parts, into);
    }

    /// <inheritdoc/>
    /// <remarks>A tick at which the machine's CPU time can't be told makes no snapshot; the next one has all that came in since.</remarks>
    public void Tick(bool last, TimeSpan expected)
    {
        TimeSpan before = _meter.SettledAt;
        _meter.Tick(last, expected);
        if (_meter.SettledAt == before) return;
        DateTimeOffset now = _time.GetUtcNow();
        Volatile.Write(ref _latest, Compose(_meter.SettledAt - before, now));
        ProcessReadings.Forget(_meter, now);
    }

    private MachineSnapshot Compose(TimeSpan interval, DateTimeOffset now)
    {
        MachineSnapshot? last = _latest;
        EnergySplit before = _sources.Processes;
        IReadOnlyList<SourceReading> sources = _sources.Read(_meter.Parts, interval);
        _meter.Parts.ListGpus(_gpus);
        ProcessReadings.TakeGpuMemory(_meter, _gpus);
        _groups.Begin();
        IReadOnlyList<ProcessReading> processes = _readings.Read(_meter, _groups, interval, now);
        Settlement settled = _meter.Settled;
        TimeSpan unseen = settled.Busy - _readings.Busy - settled.Own;
        return new MachineSnapshot
        {
            Number = (last?.Number ?? 0) + 1,
            Taken = now,
            Elapsed = _meter.SettledAt,
            Interval = interval,
            Mode = _options.Mode,
            Processors = _processes.Cpu.Processors,
            Cores = settled.Busy / interval,
            MemoryBytes = settled.TotalMemory > 0 ? settled.TotalMemory : null,
            MemoryUsedBytes = settled.TotalMemory > 0 ? settled.UsedMemory : null,
            Sources = sources,
            Processes = processes,
            Groups = _groups.Read(_sources.Processes, interval, _meter.SettledAt),
            Sight = _processes.Sight,
            Ended = new PartReading(_sources.Processes - _readings.Sum, (_sources.Processes - before - _readings.Gained) / interval, 0),
            Unseen = Part(_sources.Unseen, last?.Unseen, unseen > TimeSpan.Zero ? unseen : TimeSpan.Zero, interval),
            EcoCode = Part(_sources.Own, last?.EcoCode, settled.Own, interval),
            IdleAndRest = Part(_sources.Idle, last?.IdleAndRest, TimeSpan.Zero, interval),
            Energy = _sources.Whole,
            Power = (_sources.Whole - (last?.Energy ?? default)) / interval,
            Band = _sources.Band,
        };
    }

    private static PartReading Part(EnergySplit energy, PartReading? last, TimeSpan cpu, TimeSpan interval)
        => new(energy, (energy - (last?.Energy ?? default)) / interval, cpu / interval);
}
