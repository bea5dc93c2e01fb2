using EcoCode.Host;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Bench.Simulation;

/// <summary>Snapshots of a machine with many processes, a tenth of which do something in each second.</summary>
internal sealed class CrowdedMachine(int processes, int sources)
{
    private readonly ProcessReading?[] _processes = new ProcessReading?[processes];
    private long _second;

    internal MachineSnapshot Next()
    {
        _second++;
        EnergySplit total = default;
        PowerSplit power = default;
        for (int i = 0; i < _processes.Length; i++)
        {
            ProcessReading before = _processes[i] ?? First(i);
            bool busy = (i + _second) % 10 == 0;
            var used = new EnergySplit(Energy.FromMicrojoules(busy ? 10_000 + (i * 97 % 1_000_000) : 0), default, default, default);
            if (busy || before.Power.Total != Power.Zero) before = before with { Energy = before.Energy + used, Power = used / TimeSpan.FromSeconds(1), Cores = busy ? 0.1 : 0 };
            _processes[i] = before;
            total += before.Energy;
            power = new(power.Cpu + before.Power.Cpu, default, default, default);
        }

        var nobody = new PartReading(default, default, 0);
        return new MachineSnapshot
        {
            Number = _second,
            Taken = DateTimeOffset.UnixEpoch.AddSeconds(_second),
            Elapsed = TimeSpan.FromSeconds(_second),
            Interval = TimeSpan.FromSeconds(1),
            Mode = AttributionMode.Busy,
            Processors = 128,
            Cores = 50,
            Sources = [.. Enumerable.Range(0, sources).Select(source => Source(source, total.Total, power.Total))],
            Processes = [.. _processes.Select(process => process!)],
            Groups = [],
            Sight = ProcessSight.All,
            Ended = nobody,
            Unseen = nobody,
            EcoCode = nobody,
            IdleAndRest = nobody,
            Energy = total,
            Power = power,
            Band = default,
        };
    }

    private static ProcessReading First(int index) => new()
    {
        Key = new ProcessKey(index + 1, index + 1),
        Parent = index / 6,
        Name = $"worker-{index % 400}",
        UserId = 1000,
        User = "alice",
        Threads = 4,
        State = ProcessState.Sleeping,
        CpuTime = TimeSpan.Zero,
        ShortLived = TimeSpan.Zero,
        Cores = 0,
        ResidentBytes = 1 << 20,
        Energy = default,
        Power = default,
        GpuUse = 0,
        GpuMemoryBytes = 0,
        Group = ProcessGroup.None,
    };

    private SourceReading Source(int index, Energy total, Power power) => new()
    {
        Id = new SensorId($"source {index}"),
        Component = Component.Cpu,
        Device = $"package {index}",
        Method = "bench",
        Provenance = Provenance.Measured,
        Energy = Energy.FromMicrojoules(total.Microjoules / sources),
        Power = power * (1.0 / sources),
        Shown = Energy.FromMicrojoules(total.Microjoules / sources),
        ShownPower = power * (1.0 / sources),
        Limit = Power.FromWatts(350),
        Band = default,
        State = SourceState.Reading,
        LastFailure = ReadOutcome.Ok,
        Failures = 0,
        Resets = 0,
        Missing = TimeSpan.Zero,
    };
}
