using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Tui.Tests.Scenes;

/// <summary>A made-up machine of which every second gives a snapshot, exact to the microjoule, the same at every run.</summary>
internal sealed class Scene(params IEnumerable<SceneProcess> processes)
{
    private static readonly DateTimeOffset Begin = new(2026, 8, 22, 14, 2, 31, TimeSpan.Zero);

    private readonly List<SceneProcess> _processes = [.. processes];
    private readonly Energy[] _gpus = new Energy[2];
    private readonly Energy[] _shown = new Energy[5];
    private EnergySplit _before;
    private EnergySplit _gone;
    private EnergySplit _own;
    private EnergySplit _rest;

    /// <summary>Seconds between snapshots.</summary>
    public double Interval { get; init; } = 1;

    public bool HasGpus { get; init; } = true;

    public int Seconds { get; private set; }

    /// <summary>A server that trains on one of its GPUs and serves from the other.</summary>
    public static Scene Server() => new(
        new(1, 0, "systemd", "root") { CpuWatts = 0.02 },
        new(2, 0, "[kernel]", "root") { CpuWatts = 0.4, Cores = 0.02 },
        new(410, 1, "systemd-journal", "root") { CpuWatts = 0.05 },
        new(650, 1, "dockerd", "root") { CpuWatts = 1.9, DramWatts = 0.2, Cores = 0.06 },
        new(701, 1, "sshd", "root"),
        new(4100, 701, "sshd", "root"),
        new(4101, 4100, "bash", "alice"),
        new(4242, 4101, "python", "alice") { CpuWatts = 36, DramWatts = 5, GpuWatts = 312, Cores = 1.18, GpuUse = 0.97 },
        new(4251, 4242, "pt_data_worker", "alice") { CpuWatts = 4, Cores = 0.39 },
        new(4252, 4242, "pt_data_worker", "alice") { CpuWatts = 4, Cores = 0.39 },
        new(4253, 4242, "pt_data_worker", "alice") { CpuWatts = 4, Cores = 0.38 },
        new(4260, 4242, "wandb-core", "alice") { CpuWatts = 0.4, Cores = 0.04 },
        new(4300, 4101, "nvcc", "alice") { CpuWatts = 12, Cores = 0.5, EndsAt = 290 },
        new(5000, 1, "containerd-shim", "root") { CpuWatts = 0.1 },
        new(5120, 5000, "vllm", "bob") { CpuWatts = 10, DramWatts = 4, GpuWatts = 298, Gpu = 1, Cores = 0.96, GpuUse = 0.88 },
        new(5133, 5120, "ray::worker", "bob") { CpuWatts = 4.9, Cores = 0.12 },
        new(5134, 5120, "ray::worker", "bob") { CpuWatts = 4.8, Cores = 0.12 });

    /// <summary>Snapshots up to a second.</summary>
    public IEnumerable<MachineSnapshot> Until(int seconds)
    {
        while (Seconds < seconds) yield return Next();
    }

    /// <summary>A second later.</summary>
    public MachineSnapshot Next()
    {
        Seconds++;
        var readings = new List<ProcessReading>();
        var now = new TimeSpan((long)(Seconds * Interval * TimeSpan.TicksPerSecond));
        for (int i = 0; i < _processes.Count; i++)
        {
            SceneProcess process = _processes[i];
            if (Seconds < process.StartsAt) continue;
            bool ended = Seconds >= process.EndsAt;
            double course = Course(Seconds + (process.Pid * 7));
            EnergySplit used = ended ? default : new(Used(process.CpuWatts * course), Used(process.DramWatts), Used(process.GpuWatts * course), Energy.Zero);
            _gpus[process.Gpu] += used.Gpu;
            _processes[i] = process = process with { Energy = process.Energy + used };
            readings.Add(Reading(process, used, ended, now));
        }

        foreach (SceneProcess process in _processes.Where(process => Seconds >= process.EndsAt + 30).ToList())
        {
            _gone += process.Energy;
            _processes.Remove(process);
            readings.RemoveAll(reading => reading.Key == process.Key);
        }

        _own += new EnergySplit(Used(0.3), Energy.Zero, Energy.Zero, Energy.Zero);
        var idle = new EnergySplit(Used(7), Used(2.7), Energy.Zero, Used(61));
        _rest += idle;
        EnergySplit total = Sum(readings) + _own + _rest + _gone;
        PowerSplit power = (total - _before) / TimeSpan.FromSeconds(Interval);
        _before = total;
        return new MachineSnapshot
        {
            Number = Seconds,
            Taken = Begin + now,
            Elapsed = now,
            Interval = TimeSpan.FromSeconds(Interval),
            Mode = AttributionMode.Busy,
            Processors = 64,
            Cores = 5,
            Sources = Sources(total),
            Processes = readings,
            Sight = ProcessSight.All,
            Ended = new PartReading(_gone, default, 0),
            Unseen = new PartReading(default, default, 0),
            Groups = [],
            EcoCode = new PartReading(_own, new PowerSplit(Power.FromWatts(0.3), default, default, default), 0.01),
            IdleAndRest = new PartReading(_rest, idle / TimeSpan.FromSeconds(Interval), 0),
            Energy = total,
            Power = power,
            Band = Band.Of(total.Total, 0.03, Provenance.Measured),
        };
    }

    private static EnergySplit Sum(List<ProcessReading> readings) => readings.Aggregate(default(EnergySplit), (sum, reading) => sum + reading.Energy);

    private Energy Used(double watts) => Energy.FromJoules(watts * Interval);

    /// <summary>A sawtooth between 0.85 and 1.15 with a period of 40 s.</summary>
    private static double Course(int second) => 0.85 + (Math.Abs((second % 40) - 20) * 0.015);

    private ProcessReading Reading(SceneProcess process, EnergySplit used, bool ended, TimeSpan now) => new()
    {
        Key = process.Key,
        Parent = process.Parent,
        Name = process.Name,
        UserId = 1000,
        User = process.User,
        Threads = 3,
        State = ended ? ProcessState.Ended : ProcessState.Running,
        CpuTime = TimeSpan.FromSeconds(process.Cores * Seconds),
        ShortLived = TimeSpan.Zero,
        Cores = ended ? 0 : process.Cores,
        ResidentBytes = ended ? 0 : 300L << 20,
        Energy = process.Energy,
        Power = used / TimeSpan.FromSeconds(Interval),
        GpuUse = ended ? 0 : process.GpuUse,
        GpuMemoryBytes = process.GpuWatts > 0 ? 40L << 30 : 0,
        Ended = ended ? Begin + now : null,
        Group = ProcessGroup.None,
    };

    private List<SourceReading> Sources(EnergySplit total)
    {
        var sources = new List<SourceReading>();
        if (HasGpus)
        {
            sources.Add(Source(0, Component.Gpu, "0", _gpus[0], Provenance.Measured, 700, Gpu(0)));
            sources.Add(Source(1, Component.Gpu, "1", _gpus[1], Provenance.Measured, 700, Gpu(1)));
        }

        sources.Add(Source(2, Component.Cpu, "package 0", total.Cpu, Provenance.Measured, 350, null));
        sources.Add(Source(3, Component.Dram, "package 0", total.Dram, Provenance.Measured, null, null));
        sources.Add(Source(4, Component.Platform, "PDU outlet", total.Other, Provenance.Modelled, null, null));
        return sources;
    }

    private static GpuReading Gpu(int index) => new(new GpuIdentity(index, "H100 80GB", $"GPU-{index}", $"0000:{index + 3}b:00.0"), 0.97, 40L << 30, 80L << 30, 64, 1755, index == 1 ? 0.08 : 0);

    private SourceReading Source(int index, Component component, string device, Energy energy, Provenance provenance, double? limit, GpuReading? gpu)
    {
        Power power = (energy - _shown[index]) / TimeSpan.FromSeconds(Interval);
        _shown[index] = energy;
        return new SourceReading
        {
            Id = new SensorId($"scene {index}"),
            Component = component,
            Device = device,
            Method = "scene",
            Provenance = provenance,
            Energy = energy,
            Power = power,
            Shown = energy,
            ShownPower = power,
            Limit = limit is { } watts ? Power.FromWatts(watts) : null,
            Band = Band.Of(energy, 0.03, provenance),
            State = SourceState.Reading,
            LastFailure = ReadOutcome.Ok,
            Failures = 0,
            Resets = 0,
            Missing = TimeSpan.Zero,
            Gpu = gpu,
        };
    }
}
