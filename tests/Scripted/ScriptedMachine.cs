using EcoCode.Metering;
using EcoCode.Metering.Sampling;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Scripted;

/// <summary>A whole machine for a meter, every part of which a test drives.</summary>
internal sealed class ScriptedMachine(params int[] sockets)
{
    private readonly List<SensorSlot> _slots = [];

    internal ManualClock Clock { get; } = new();

    internal ScriptedTree Tree { get; } = new();

    internal ScriptedCpu Cpu { get; } = new(sockets.Length == 0 ? [0] : sockets);

    internal ScriptedMemory Memory { get; } = new();

    /// <summary>CPU time of the meter itself.</summary>
    internal TimeSpan Own { get; set; }

    /// <summary>How long the machine has slept.</summary>
    internal TimeSpan Suspended { get; set; }

    /// <summary>Socket of each processor.</summary>
    internal IReadOnlyList<int> SocketOf { get; init; } = [0, 0, 0, 0];

    /// <summary>Gives a component its sensors, each a candidate of one source, best first.</summary>
    internal void Has(Component component, params EnergySource[] candidates)
        => Has(component, [.. candidates.Select(source => new[] { source })]);

    /// <summary>Gives a component its sensors, best candidate first.</summary>
    internal void Has(Component component, params EnergySource[][] candidates)
        => _slots.Add(new SensorSlot(component, [.. candidates.Select(sources => new SourceGroup(sources))]));

    /// <summary>Adds a GPU whose sensors are these, best first.</summary>
    internal ScriptedGpu HasGpu(params EnergySource[] candidates)
    {
        var gpu = new ScriptedGpu(_slots.Count(slot => slot.Component == Component.Gpu));
        _slots.Add(new SensorSlot(Component.Gpu, [.. candidates.Select(source => new SourceGroup([source]))]) { Gpu = gpu });
        return gpu;
    }

    /// <summary>Adds a GPU with a counter that nothing is wrong with.</summary>
    internal ScriptedGpu HasGpu(out ScriptedCounter counter)
    {
        counter = new ScriptedCounter("gpu");
        return HasGpu(Source(counter, Component.Gpu));
    }

    /// <summary>Gives the CPU a counter that nothing is wrong with.</summary>
    internal ScriptedCounter HasCpuCounter(double relativeBand = 0)
    {
        var counter = new ScriptedCounter("cpu");
        Has(Component.Cpu, Source(counter) with { RelativeBand = relativeBand });
        return counter;
    }

    /// <summary>A meter of this machine that has begun.</summary>
    internal Meter Begin(MeterOptions? options = null)
    {
        var meter = new Meter(new MeteredMachine(_slots, Cpu, Memory, () => Own, () => Suspended), Tree, SocketOf, options ?? new(), Clock);
        meter.Begin();
        return meter;
    }

    /// <summary>A meter of all of this machine that has begun.</summary>
    internal MachineMeter BeginWhole(MeterOptions? options = null)
    {
        var machine = new MeteredMachine(_slots, Cpu, Memory, () => Own, () => Suspended);
        var meter = new MachineMeter(machine, new ScriptedProcesses(Tree, Cpu), SocketOf, options ?? new(), Clock);
        meter.Begin();
        return meter;
    }

    /// <summary>Lets time pass and the meter tick.</summary>
    internal void Tick(ISampled meter, TimeSpan after, bool last = false)
    {
        Clock.Pass(after);
        meter.Tick(last, after);
    }

    /// <summary>A process of the tree works, which is work of the machine too.</summary>
    internal void Work(TreeProcess process, TimeSpan time, int processor = 0)
    {
        ScriptedTree.Work(process, time, processor);
        Cpu.Work(time, SocketOf[processor]);
    }

    /// <summary>A measured source of at most 1 kW that is exactly right.</summary>
    internal static EnergySource Source(IEnergyCounter counter, Component component = Component.Cpu) => new(counter)
    {
        Component = component,
        Device = "scripted",
        Provenance = Provenance.Measured,
        RelativeBand = 0,
        Method = "scripted",
        Origin = "test",
        Ceiling = Power.FromWatts(1000),
    };

    /// <summary>As the other, of a gauge.</summary>
    internal static EnergySource Source(IPowerGauge gauge, Component component = Component.Cpu) => new(gauge)
    {
        Component = component,
        Device = "scripted",
        Provenance = Provenance.Measured,
        RelativeBand = 0,
        Method = "scripted",
        Origin = "test",
        Ceiling = Power.FromWatts(1000),
    };
}
