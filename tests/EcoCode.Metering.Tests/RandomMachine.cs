using EcoCode.Host;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests;

/// <summary>Two sockets, memory, an accelerator and perhaps a platform meter, that live at random; it keeps its own books of what was measured.</summary>
internal sealed class RandomMachine
{
    /// <summary>Wraps every ten ticks or so.</summary>
    private static readonly Energy Range = Energy.FromJoules(2000);

    private readonly Random _random;
    private readonly ScriptedMachine _machine = new(0, 1) { SocketOf = [0, 1, 0, 1] };
    private readonly ScriptedCounter[] _counters = [new("package-0", Range), new("package-1", Range), new("dram", Range), new("platform"), new("gpu-0"), new("gpu-1")];
    private readonly long[] _counted = new long[6];
    private readonly long[] _known = new long[6];
    private readonly ScriptedGpu[] _gpus;
    private readonly ScriptedGauge _accelerator = new("accelerator");
    private readonly List<TreeProcess> _alive = [];
    private readonly bool _platform;
    private int _wattsBefore;
    private long _integral;
    private long _beyond;
    private int _pid = 1;

    internal RandomMachine(int seed, bool platform)
    {
        (_random, _platform) = (new Random(seed), platform);
        _machine.Cpu.Grain = TimeSpan.FromMilliseconds(_random.Next(3));
        foreach (ScriptedCounter counter in _counters) counter.Count(Energy.FromMicrojoules(_random.NextInt64(2_000_000_000)));
        _machine.Has(Component.Cpu, [[Source(_counters[0]) with { Socket = 0 }, Source(_counters[1]) with { Socket = 1 }]]);
        _machine.Has(Component.Dram, Source(_counters[2], Component.Dram));
        _machine.Has(Component.Other, Source(_accelerator, Component.Other));
        _gpus = [_machine.HasGpu(Source(_counters[4], Component.Gpu)), _machine.HasGpu(Source(_counters[5], Component.Gpu))];
        if (platform) _machine.Has(Component.Platform, Source(_counters[3], Component.Platform) with { Ceiling = Power.FromWatts(10_000) });
    }

    /// <summary>Time since the begin.</summary>
    internal TimeSpan Elapsed { get; private set; }

    private long Parts => _known[0] + _known[1] + _known[2] + _known[4] + _known[5] + _integral;

    internal Meter Begin(MeterOptions options) => _machine.Begin(options);

    internal MachineMeter BeginWhole(MeterOptions options) => _machine.BeginWhole(options);

    /// <summary>What a reader of all sensors knows to have been used: the parts, and what the platform ever showed beyond them at a settlement.</summary>
    internal Energy Settle()
    {
        _beyond = Math.Max(_beyond, _known[3] - Parts);
        return Energy.FromMicrojoules(Parts + (_platform ? _beyond : 0));
    }

    /// <summary>Something happens until the next tick.</summary>
    internal void Live()
    {
        int milliseconds = _random.Next(1, 200);
        _machine.Clock.Pass(TimeSpan.FromMilliseconds(milliseconds));
        Elapsed += TimeSpan.FromMilliseconds(milliseconds);
        Count(milliseconds);
        Integrate(milliseconds);
        for (int births = _random.Next(4); births > 0; births--) _alive.Add(Bear());
        foreach (TreeProcess process in _alive) Work(process);
        foreach (ScriptedGpu gpu in _gpus) Use(gpu);
        if (_random.Next(3) == 0) _machine.Tree.WorkUnseen(Some());
        if (_random.Next(2) == 0) _machine.Own += Some() / 10;
        if (_random.Next(2) == 0) _machine.Cpu.Work(Some() * 3, _random.Next(2));
        _machine.Cpu.Tells = _random.Next(10) > 0;
        _machine.Memory.Used = _random.NextInt64(16L << 30);
        _alive.RemoveAll(process =>
        {
            if (_random.Next(4) > 0) return false;
            ScriptedTree.End(process);
            return true;
        });
    }

    private TreeProcess Bear()
    {
        TreeProcess process = _machine.Tree.Bear(_pid++, 0, "work", _random.NextInt64(3L << 30));
        (process.UserId, process.User) = (_random.Next(3), "user");
        process.Group = new ProcessGroup { Unit = _random.Next(2) == 0 ? $"{_random.Next(4)}.service" : null, ContainerId = _random.Next(2) == 0 ? "c" : null };
        return process;
    }

    /// <summary>Some work is not in the machine's account, as when clocks are read an instant apart.</summary>
    private void Work(TreeProcess process)
    {
        TimeSpan time = Some();
        int processor = _random.Next(6);
        ScriptedTree.Work(process, time, processor);
        if (_random.Next(5) > 0) _machine.Cpu.Work(time, processor % 2);
    }

    /// <summary>Processes of the tree, some that have ended and some of others work or hold memory on a GPU; some figures come late, or not at all.</summary>
    private void Use(ScriptedGpu gpu)
    {
        gpu.ShowsAll = _random.Next(2) == 0;
        gpu.Outcome = _random.Next(6) == 0 ? ReadOutcome.Stale : ReadOutcome.Ok;
        for (int users = _random.Next(4); users > 0; users--)
        {
            int pid = _random.Next(3) == 0 ? 100_000 + _random.Next(5) : _random.Next(Math.Max(0, _pid - 20), _pid);
            if (_random.Next(3) > 0) gpu.Work(pid, Some());
            if (_random.Next(3) > 0) gpu.Hold(pid, _random.NextInt64(80L << 30));
            if (_random.Next(3) == 0) gpu.Hold(pid, 0);
            if (_random.Next(4) == 0) gpu.Forget(pid);
        }

        if (_random.Next(3) == 0) gpu.WorkUnseen(Some());
    }

    private TimeSpan Some() => TimeSpan.FromMicroseconds(_random.Next(100_000));

    private void Count(int milliseconds)
    {
        for (int i = 0; i < _counters.Length; i++)
        {
            // Up to 900 W, or 3 kW for the whole machine.
            long counted = _random.Next(4) == 0 ? 0 : _random.NextInt64((i == 3 ? 3_000L : 900L) * 1000 * milliseconds);
            _counters[i].Count(Energy.FromMicrojoules(counted));
            _counted[i] += counted;
            _counters[i].Outcome = _random.Next(10) == 0 ? ReadOutcome.NotSupported : ReadOutcome.Ok;
            if (_counters[i].Outcome == ReadOutcome.Ok) _known[i] = _counted[i];
        }
    }

    /// <summary>The trapezium of whole watts and whole milliseconds is whole microjoules.</summary>
    private void Integrate(int milliseconds)
    {
        int watts = _random.Next(500);
        _accelerator.Watts = watts;
        _integral += (_wattsBefore + watts) * milliseconds * 500L;
        _wattsBefore = watts;
    }
}
