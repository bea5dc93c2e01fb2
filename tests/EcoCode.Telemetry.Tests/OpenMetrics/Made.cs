using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Impact.Accounting;
using EcoCode.Metering.Attribution;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Telemetry.Tests.OpenMetrics;

/// <summary>Snapshots made by hand.</summary>
internal static class Made
{
    internal static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly PartReading Nothing = new(default, default, 0);

    internal static SelfReading Self { get; } = new()
    {
        Version = "0.1.0",
        Revision = "99cf798",
        Started = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500),
        CpuTime = TimeSpan.FromSeconds(1.25),
        ResidentBytes = 30_000_000,
        OpenFiles = 17,
        MostFiles = 1024,
        Ticks = 60,
        LateTicks = 1,
        SinceTick = TimeSpan.FromSeconds(0.5),
        AskedInterval = Second,
        Interval = 2 * Second,
        Overhead = 0.004,
        OverheadBudget = 0.01,
        Scrapes = 4,
        ScrapeTime = TimeSpan.FromMilliseconds(9),
        Refused = 2,
        Push = new PushReading(10, 3, 0, DateTimeOffset.FromUnixTimeSeconds(1_700_000_060), null),
    };

    internal static NodeReading Node(MachineSnapshot? snapshot = null, int most = 50)
    {
        snapshot ??= Everything();
        var pods = new Dictionary<string, PodName> { ["u1"] = new("shop", "web-0") };
        return new NodeReading(snapshot, Scrape.Processes(snapshot, most), Scrape.Trees(snapshot, most), pods, Impact, new GridNow("DE", new(344.5), GridBasis.Lifecycle, "ember", Live: false), Factors, Live: null);
    }

    internal static ImpactFactors Factors { get; } = new()
    {
        Grid = new GridFigure("DE", "Germany", new(344.5), GridBasis.Lifecycle, 2024, "ember"),
        Pue = new PueFigure(1.2, "", "given", null),
        Notes = [],
    };

    private static ImpactTotals Impact { get; } = new()
    {
        FacilityEnergy = Energy.FromMicrojoules(4_200_001),
        Lifecycle = Carbon.FromGrams(12.5),
        Embodied = Carbon.FromGrams(0.25),
        OnSiteWater = Water.FromLitres(0.5),
        OffSiteWater = Water.FromLitres(1.5),
        Cost = [new Money(0.0125m, "EUR")],
        Credit = [new Money(0.001m, "EUR")],
        UnpricedEnergy = Energy.FromMicrojoules(7),
    };

    internal static MachineSnapshot Snapshot(params IReadOnlyList<ProcessReading> processes) => new()
    {
        Number = 1,
        Taken = DateTimeOffset.UnixEpoch,
        Elapsed = Second,
        Interval = Second,
        Mode = AttributionMode.Busy,
        Processors = 4,
        Cores = 1,
        Sources = [],
        Processes = processes,
        Groups = [],
        Sight = ProcessSight.All,
        Ended = Nothing,
        Unseen = Nothing,
        EcoCode = Nothing,
        IdleAndRest = Nothing,
        Energy = default,
        Power = default,
        Band = default,
    };

    internal static ProcessReading Process(int pid, long microjoules, double watts, string name = "work", long started = 0) => new()
    {
        Key = new ProcessKey(pid, started),
        Parent = 1,
        Name = name,
        UserId = 1000,
        User = "alice",
        Threads = 1,
        State = ProcessState.Running,
        CpuTime = Second,
        ShortLived = TimeSpan.Zero,
        Cores = 1,
        ResidentBytes = 1,
        Energy = Cpu(microjoules),
        Power = new PowerSplit(Power.FromWatts(watts), default, default, default),
        GpuUse = 0,
        GpuMemoryBytes = 0,
        Group = ProcessGroup.None,
    };

    internal static SourceReading Source(long microjoules, double watts) => new()
    {
        Id = new SensorId("cpu"),
        Component = Component.Cpu,
        Device = "package 0",
        Method = "rapl-perf",
        Provenance = Provenance.Measured,
        Energy = Energy.FromMicrojoules(microjoules),
        Power = Power.FromWatts(watts),
        Shown = Energy.FromMicrojoules(microjoules),
        ShownPower = Power.FromWatts(watts),
        Limit = Power.FromWatts(95),
        Band = default,
        State = SourceState.Reading,
        LastFailure = ReadOutcome.Ok,
        Failures = 0,
        Resets = 0,
        Missing = TimeSpan.Zero,
    };

    internal static GroupReading Group(GroupKind kind, string id, string name, long microjoules, ProcessGroup? group = null) => new()
    {
        Kind = kind,
        Id = id,
        Name = name,
        Group = group,
        Energy = Cpu(microjoules),
        Power = default,
        CpuTime = Second,
        Cores = 1,
        ResidentBytes = 1,
        GpuMemoryBytes = 0,
        Processes = 1,
    };

    internal static EnergySplit Cpu(long microjoules) => new(Energy.FromMicrojoules(microjoules), default, default, default);

    /// <summary>A little of everything, the name of a process from hell included.</summary>
    internal static MachineSnapshot Everything() => Snapshot(Process(7, 1_500_000, 2.5, "a\"b\\c\nd"), Process(8, 250_000, 0)) with
    {
        Sources = [Source(3_000_001, 3.25), Source(500_000, 0) with
        {
            Id = new SensorId("gpu"),
            Component = Component.Gpu,
            Device = "0",
            Method = "nvml-energy",
            Limit = null,
            State = SourceState.Lost,
            Failures = 3,
            Gpu = new GpuReading(new GpuIdentity(0, "Scripted 100", null, null), 0.5, 1024, null, 61.5, null, null),
        }],
        Groups =
        [
            Group(GroupKind.User, "1000", "alice", 1_750_000),
            Group(GroupKind.Unit, "nginx.service", "nginx.service", 1_750_000),
            Group(GroupKind.Container, "", "", 750_000),
            Group(GroupKind.Container, "c1", "c1", 1_000_000, new ProcessGroup { ContainerId = "c1", Runtime = ContainerRuntime.CriO }),
            Group(GroupKind.Pod, "u1", "u1", 1_750_000),
            Group(GroupKind.Job, "", "", 1_750_000),
            Group(GroupKind.Tree, "7@0", "bash", 1_500_000, new ProcessGroup { Unit = "session-3.scope" }) with
            {
                Root = new ProcessKey(7, 0), User = "alice", Power = new PowerSplit(Power.FromWatts(2.5), default, default, default),
            },
            Group(GroupKind.Tree, GroupReading.Gone, GroupReading.Gone, 250_000),
        ],
        Unseen = new PartReading(Cpu(250_000), default, 0),
        EcoCode = new PartReading(Cpu(1), default, 0),
        IdleAndRest = new PartReading(Cpu(1_500_000), default, 0),
    };
}
