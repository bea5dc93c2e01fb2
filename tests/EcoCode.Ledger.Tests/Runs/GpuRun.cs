using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Runs;

/// <summary>A training run on a machine with a GPU counter, RAPL and a modelled rest. Invented figures that add up.</summary>
internal static class GpuRun
{
    private const double Seconds = 761;

    private static readonly double[] Power =
    [
        92.5, 230, 640, 702, 711, 705, 811.25, 702, 698, 560, 700, 705, 703, 707, 710, 809, 704, 701, 699, 566,
        703, 706, 701, 700, 707, 704, 703, 805, 709, 702, 571, 700, 702, 704, 706, 707, 701, 703, 808, 704, 700, 569,
        701, 703, 706, 702, 707, 700, 480, 210,
    ];

    internal static RunRecord Record => new()
    {
        Run = new()
        {
            Id = "r-8c41",
            Name = "resnet-b256",
            Project = "vision",
            Tags = new Dictionary<string, string> { ["batch"] = "256", ["GitBranch"] = "main" },
            Program = "python",
            Kind = "run",
            Host = "gpu-07",
            Started = new DateTimeOffset(2026, 8, 22, 13, 54, 19, TimeSpan.FromHours(2)),
            DurationS = Seconds,
            ExitCode = 0,
            Attribution = "busy",
            TreeMethod = "wait4+perf",
            MachineMethod = "idle",
            IntervalS = 0.1,
        },
        Total = new()
        {
            EnergyJ = Energy.FromMicrojoules(521_400_000_001),
            EnergyKwh = 521_400.000001 / 3.6e6,
            BandJ = 11_850 + Math.Sqrt((8060.0 * 8060) + (3714.0 * 3714) + (910.0 * 910)),
            MeanPowerW = 521_400.000001 / Seconds,
            PeakPowerW = 811.25,
            Provenance = new(403_000 / 521_400.000001, 71_000.000001 / 521_400.000001, 47_400 / 521_400.000001),
        },
        Components =
        [
            Part("gpu", "0", 403_000_000_000, "measured", "nvml-energy", "libnvidia-ml.so.1", 8060) with { Gpu = Gpu },
            Part("cpu", "package 0", 61_900_000_001, "apportioned", "rapl-perf", "/sys/bus/event_source/devices/power", 3714),
            Part("dram", "package 0", 9_100_000_000, "apportioned", "rapl-perf", "/sys/bus/event_source/devices/power", 910),
            Part("platform", "", 47_400_000_000, "modelled", "model-rest", "spec-power-2023", 11_850),
        ],
        Machine = new()
        {
            EnergyJ = Energy.FromMicrojoules(681_000_000_003),
            TreeJ = Energy.FromMicrojoules(521_400_000_001),
            OtherProcessesJ = Energy.FromMicrojoules(11_600_000_000),
            IdleAndRestJ = Energy.FromMicrojoules(148_000_000_002),
            Components =
            [
                Part("gpu", "0", 453_000_000_000, "measured", "nvml-energy", "libnvidia-ml.so.1", 9060) with { Gpu = Gpu },
                Part("cpu", "package 0", 128_000_000_003, "measured", "rapl-perf", "/sys/bus/event_source/devices/power", 6400),
                Part("dram", "package 0", 20_000_000_000, "measured", "rapl-perf", "/sys/bus/event_source/devices/power", 2000),
                Part("platform", "", 80_000_000_000, "modelled", "model-rest", "spec-power-2023", 20_000),
            ],
        },
        Processes =
        [
            Process(4242, 4200, "python", 812.25, 471_700_000_001, 521_400_000_001) with { GpuS = 690.5, GpuEnergyJ = Energy.FromMicrojoules(403_000_000_000) },
            .. Enumerable.Range(0, 8).Select(i => Process(4251 + i, 4242, "pt_data_worker", 44.5, 5_150_000_000, 5_150_000_000)),
            Process(4260, 4242, "wandb-core", 30.5, 5_000_000_000, 5_000_000_000),
            Process(4243, 4242, "nvidia-smi", 12, 2_500_000_000, 2_500_000_000),
            Process(4244, 4242, "git", 4.75, 1_000_000_000, 1_000_000_000),
        ],
        Phases =
        [
            new("load", 0, 24, Energy.FromMicrojoules(7_600_000_000)),
            new("epoch 1", 24, 271, Energy.FromMicrojoules(173_000_000_000)),
            new("epoch 2", 271, 515, Energy.FromMicrojoules(170_400_000_000)),
            new("epoch 3", 515, 760, Energy.FromMicrojoules(170_400_000_001)),
        ],
        History = new(Seconds / 50, Power),
        Impact = new()
        {
            Co2eG = 521_400.000001 / 3.6e6 * 344,
            Co2eEmbodiedG = 6.2,
            WaterL = 0.2607,
            Cost = new(0.0448983m, "EUR", 0.31m, "./ecocode.json"),
            FacilityEnergyJ = Energy.FromMicrojoules(521_400_000_001),
            Pue = 1,
            Grid = new("DE", 344, "lifecycle", "ember-2026", 2025),
        },
        Self = new()
        {
            CpuS = 1.9,
            EnergyJ = Energy.FromMicrojoules(240_000_000),
            PeakRssBytes = 34_603_008,
            OverheadRatio = 1.9 / Seconds,
            Stretched = false,
        },
        Warnings = [new("ECO2103", "9 % of the energy is modelled", "`ecocode doctor` says what would measure it")],
    };

    private static RunGpu Gpu => new()
    {
        Index = 0,
        Name = "NVIDIA H100 80GB HBM3",
        Uuid = "GPU-5c1f7a00-0000-4000-8000-000000000001",
        PciAddress = "0000:3b:00.0",
        UtilisationMean = 0.9375,
        MemoryPeakBytes = 68_719_476_736,
        MemoryTotalBytes = 85_899_345_920,
        TemperatureMaxC = 71,
        ThrottledS = 90.5,
        ThrottleReasons = ["power limit"],
        SmClockMeanHz = 1.7e9,
        MemoryClockMeanHz = 2.619e9,
        PowerLimitW = 700,
    };

    internal static RunComponent Part(
        string component, string device, long microjoules, string provenance, string source, string? origin, double band) => new()
        {
            Component = component,
            Device = device,
            EnergyJ = Energy.FromMicrojoules(microjoules),
            Provenance = provenance,
            Source = source,
            Origin = origin,
            BandJ = band,
        };

    internal static RunProcess Process(int pid, int parent, string name, double cpu, long own, long subtree) => new()
    {
        Pid = pid,
        Started = pid * 7L,
        Ppid = parent,
        Name = name,
        CpuS = cpu,
        GpuS = 0,
        GpuEnergyJ = Energy.Zero,
        EnergyJ = Energy.FromMicrojoules(own),
        SubtreeEnergyJ = Energy.FromMicrojoules(subtree),
        Exited = true,
    };
}
