using EcoCode.Ledger;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;
using static EcoCode.Ledger.Tests.Runs.GpuRun;

namespace EcoCode.Report.Tests;

/// <summary>Runs that end otherwise than well, are empty, are huge, or lie about their names. Figures are invented and add up.</summary>
internal static class OddRuns
{
    /// <summary>Two sockets, watched for an hour and left running when the user had seen enough.</summary>
    internal static RunRecord Watched => VmRun.Record with
    {
        Run = VmRun.Record.Run with
        {
            Id = "r-77f0", Name = "postgres", Program = "postgres", Kind = "monitor", Host = "db-1", DurationS = 3661, ExitCode = null,
            Interrupted = true, Attribution = "marginal", TreeMethod = "clocks",
        },
        Total = VmRun.Record.Total with
        {
            EnergyJ = Energy.FromMicrojoules(90_000_000_000), EnergyKwh = 0.025, BandJ = double.NaN, MeanPowerW = 90_000 / 3661.0,
            PeakPowerW = 96.5, Provenance = new(0, 1, 0), Missing = [new("dram", "package 1", 12, "its counter vanished")],
        },
        Components =
        [
            Part("cpu", "package 0", 70_000_000_000, "apportioned", "rapl-powercap", "/sys/class/powercap/intel-rapl:0", 3500),
            Part("cpu", "package 1", 19_999_000_000, "apportioned", "rapl-powercap", "/sys/class/powercap/intel-rapl:1", double.NaN),
            Part("dram", "package 0", 1_000_000, "apportioned", "rapl-powercap", "/sys/class/powercap/intel-rapl:0:0", 1.7),
            Part("dram", "package 1", 0, "apportioned", "rapl-powercap", "/sys/class/powercap/intel-rapl:1:0", 0),
        ],
        Machine = new()
        {
            EnergyJ = Energy.FromMicrojoules(400_000_000_000),
            TreeJ = Energy.FromMicrojoules(90_000_000_000),
            OtherProcessesJ = Energy.FromMicrojoules(10_000_000_000),
            IdleAndRestJ = Energy.FromMicrojoules(300_000_000_000),
            Components = [Part("cpu", "package 0", 400_000_000_000, "measured", "rapl-powercap", "/sys/class/powercap/intel-rapl:0", 20_000)],
        },
        Impact = new()
        {
            Co2eG = 0.025 * 1.12 * 458.49, FacilityEnergyJ = Energy.FromMicrojoules(100_800_000_000), Pue = 1.12,
            Grid = new("WORLD", 458.49, "lifecycle", "ember-2026", 2025),
        },
        Processes = [Process(900, 1, "postgres", 700, 90_000_000_000, 90_000_000_000)],
        Warnings = [],
    };

    /// <summary>The training run, killed at its end.</summary>
    internal static RunRecord Killed => GpuRun.Record with
    {
        Run = GpuRun.Record.Run with { ExitCode = null, Signal = "SIGKILL" },
        Warnings = [],
    };

    /// <summary>A command that ended before any counter moved.</summary>
    internal static RunRecord Nothing => VmRun.Record with
    {
        Run = VmRun.Record.Run with { Name = "true", Program = "true", DurationS = 0.0031, ExitCode = 0 },
        Total = new()
        {
            EnergyJ = Energy.Zero, EnergyKwh = 0, BandJ = 0, MeanPowerW = 0, PeakPowerW = double.NaN, Provenance = new(0, 0, 0),
        },
        Components = [Part("cpu", "package 0", 0, "measured", "rapl-perf", null, 0)],
        Machine = new()
        {
            EnergyJ = Energy.Zero, TreeJ = Energy.Zero, OtherProcessesJ = Energy.Zero, IdleAndRestJ = Energy.Zero,
            Components = [Part("cpu", "package 0", 0, "measured", "rapl-perf", null, 0)],
        },
        Processes = [Process(812, 800, "true", 0, 0, 0)],
        History = new(0.0031, [0]),
        Impact = new()
        {
            Co2eG = 0, FacilityEnergyJ = Energy.Zero, Pue = 1, Grid = new("WORLD", 458.49, "lifecycle", "ember-2026", 2025),
        },
        Self = VmRun.Record.Self with { EnergyJ = Energy.Zero, CpuS = 0.018, OverheadRatio = double.NaN, Stretched = false },
        Warnings = [new("ECO2007", "3 ms is too short for the sensors to tell its energy well", "measure a longer run")],
    };

    /// <summary>Names that would clear the screen, colour, reverse and break the lines, or push figures out of sight.</summary>
    internal static RunRecord Hostile => GpuRun.Record with
    {
        Run = GpuRun.Record.Run with
        {
            Name = "\u001b[2J\u001b[31mroot\u0007\n\nEnergy 0 J",
            Host = "\u202egnp.exe\u2066\ud800",
            Project = new string('界', 300),
            Tags = new Dictionary<string, string> { ["a\r\nwarning: forged"] = "\u009b31m", ["e\u0301" + new string('\u0301', 500)] = "\0" },
        },
        Components =
        [
            GpuRun.Record.Components[0] with { Device = "\u001b]0;title\u0007" + new string('X', 90) },
            .. GpuRun.Record.Components.Skip(1),
        ],
        Phases =
        [
            new("\u001b[1Aepoch\t1", 0, 760, Energy.FromMicrojoules(521_400_000_001)),
            .. Enumerable.Range(2, 40).Select(i => new RunPhase($"epoch {i}", 0, 1, Energy.Zero)),
        ],
        Processes =
        [
            GpuRun.Record.Processes[0] with { Name = "日本語のとても長いプロセス名です" },
            .. GpuRun.Record.Processes.Skip(1).Select(process => process with { Name = "\u200f" + process.Name + "\u001b[0m" }),
        ],
        Impact = GpuRun.Record.Impact with { Cost = new(0.0448983m, "EUR", 0.31m, "./\u001b[8mecocode.json") },
        Warnings =
        [
            new("ECO2103", "the program `\u001b[31mx\u001b[0m` " + new string('w', 250) + " ended",
                "read `a very long path with spaces in it/and/more/of/it/so that it can not stay together on a line of this width/at all`"),
        ],
    };

    /// <summary>A build with 10,000 processes of 250 names.</summary>
    internal static RunRecord Crowd => VmRun.Record with
    {
        Processes =
        [
            Process(812, 800, "make", 1.25, 270_500_000, 1_270_500_000),
            .. Enumerable.Range(0, 10_000).Select(i => Process(1000 + i, 812, i % 4 == 0 ? "cc1" : $"step-{i % 250}", 0.01, 100_000, 100_000)),
        ],
    };
}
