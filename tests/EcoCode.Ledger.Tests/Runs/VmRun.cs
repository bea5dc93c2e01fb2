using EcoCode.Quantities;
using static EcoCode.Ledger.Tests.Runs.GpuRun;

namespace EcoCode.Ledger.Tests.Runs;

/// <summary>A build in a virtual machine in a data centre: no sensor, so all of it is modelled; no price, no embodied figure.</summary>
internal static class VmRun
{
    private const double Seconds = 84.5;

    internal static RunRecord Record => new()
    {
        Run = new()
        {
            Id = "r-01ab",
            Name = "make",
            Program = "make",
            Kind = "run",
            Host = "vm-3",
            Started = new DateTimeOffset(2026, 3, 1, 9, 5, 0, TimeSpan.Zero),
            DurationS = Seconds,
            ExitCode = 0,
            Attribution = "busy",
            TreeMethod = "wait4",
            MachineMethod = "idle",
            IntervalS = 0.1,
        },
        Total = new()
        {
            EnergyJ = Energy.FromMicrojoules(1_270_500_000),
            EnergyKwh = 1270.5 / 3.6e6,
            BandJ = 1250 * 0.4 + 20.5 * 0.3,
            MeanPowerW = 1270.5 / Seconds,
            PeakPowerW = 18.27,
            Provenance = new(0, 0, 1),
            Missing = [new("gpu", "0000:00:05.0", Seconds, "the driver offers no energy figure")],
        },
        Components =
        [
            Part("cpu", "2 vCPU", 1_250_000_000, "modelled", "model-vcpu", "ccf-2023", 500),
            Part("dram", "8 GiB", 20_500_000, "modelled", "model-ram", "jedec-ddr4", 6.15),
        ],
        Machine = new()
        {
            EnergyJ = Energy.FromMicrojoules(1_300_000_000),
            TreeJ = Energy.FromMicrojoules(1_270_500_000),
            OtherProcessesJ = Energy.FromMicrojoules(29_500_000),
            IdleAndRestJ = Energy.Zero,
            Components =
            [
                Part("cpu", "2 vCPU", 1_268_000_000, "modelled", "model-vcpu", "ccf-2023", 507.2),
                Part("dram", "8 GiB", 32_000_000, "modelled", "model-ram", "jedec-ddr4", 9.6),
            ],
        },
        Processes =
        [
            Process(0, 812, "(short-lived)", 60.5, 900_000_000, 900_000_000) with { GpuS = null, GpuEnergyJ = null },
            Process(812, 800, "make", 1.25, 20_500_000, 1_270_500_000) with { GpuS = null, GpuEnergyJ = null },
            Process(830, 812, "cc1", 20, 350_000_000, 350_000_000) with { GpuS = null, GpuEnergyJ = null },
        ],
        History = new(Seconds / 4, [14, 18.27, 15.5, 12.4]),
        Impact = new()
        {
            Co2eG = 0.18,
            WaterL = 0.0011,
            FacilityEnergyJ = Energy.FromMicrojoules(1_422_960_000),
            Pue = 1.12,
            Grid = new("WORLD", 458.49, "lifecycle", "ember-2026", 2025),
        },
        Self = new()
        {
            CpuS = 0.21,
            EnergyJ = Energy.FromMicrojoules(3_100_000),
            PeakRssBytes = 31_457_280,
            OverheadRatio = 0.0099,
            Stretched = true,
        },
        Warnings =
        [
            new("ECO2001", "no energy sensor is visible in this virtual machine, so the CPU figure is an estimate (± 40 %) from its model and load",
                "on bare metal, or with the host's RAPL passed through, `ecocode doctor` names a sensor that measures it"),
            new("ECO3001", "no grid zone is set, so the world's average is used", "name yours: `ecocode run --zone DE -- …`"),
        ],
    };
}
