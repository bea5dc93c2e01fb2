using EcoCode.Ledger.Composition;
using EcoCode.Ledger.Recording;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Composition;
using EcoCode.Metering;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Ledger.Tests.Recording;

/// <summary>A machine of two sources whose run is recorded: the first second, 10.000001 J and 1 J, and so on.</summary>
internal sealed class RecordedMachine
{
    private readonly ScriptedMachine _machine = new();
    private readonly ScriptedCounter _cpu = new("cpu"), _memory = new("memory");
    private readonly TreeProcess _process;

    internal RecordedMachine()
    {
        _machine.Has(Component.Cpu, Source(_cpu) with { Device = "package-0", RelativeBand = 0.05 });
        _machine.Has(Component.Dram, Source(_memory, Component.Dram) with { Device = "package-0" });
        _process = _machine.Tree.Bear(7, 0, "work", 1 << 20);
        Meter = _machine.Begin();
    }

    internal Meter Meter { get; }

    internal TimeProvider Clock => _machine.Clock;

    internal static RunMeasurer Measurer => new("boot", "pid:[1]", 42, 4242, TemporaryBegin);

    private static DateTimeOffset TemporaryBegin => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Another process of the tree appears.</summary>
    internal TreeProcess Bear(int pid, string name) => _machine.Tree.Bear(pid, 7, name);

    internal void Work(TreeProcess process, TimeSpan time) => _machine.Work(process, time);

    /// <summary>Lets a second pass, of which the tree works 300 ms, and ticks.</summary>
    internal void Second(bool last = false, double seconds = 1)
    {
        _machine.Work(_process, TimeSpan.FromSeconds(0.3 * seconds));
        _machine.Cpu.Work(TimeSpan.FromSeconds(0.4 * seconds), 0);
        _cpu.Count(Energy.FromMicrojoules((long)(10_000_001 * seconds)));
        _memory.Count(Energy.FromMicrojoules((long)(1_000_000 * seconds)));
        _machine.Tick(Meter, TimeSpan.FromSeconds(seconds), last);
    }

    internal MeterFigures Figures()
    {
        var figures = new MeterFigures();
        Meter.Read(figures);
        return figures;
    }

    internal RunRecord Record() => Compose(Meter.Result());

    internal static RunRecord Compose(MeterResult result) => RunComposition.Compose(Composed.Facts, result, Composed.Factors);

    internal RunRecorder Recorder(string path, string? command = null) => new(path, Measurer, command, Compose, Clock);
}
