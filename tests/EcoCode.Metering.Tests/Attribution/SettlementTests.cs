using EcoCode.Metering.Sampling;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Attribution;

/// <summary>Several settlements of a second: the energy of each is shared by what happened in it, and in no other.</summary>
public sealed class SettlementTests
{
    private const int Stranger = 900;
    private const long GiB = 1L << 30;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ScriptedMachine _machine = new() { Own = 5 * Second };

    [Fact]
    public void CPU_time_counts_in_the_second_in_which_it_was_used()
    {
        ScriptedCounter cpu = _machine.HasCpuCounter();
        Meter meter = _machine.Begin();
        TreeProcess process = _machine.Tree.Bear(1, 0);
        _machine.Work(process, Second * 0.3);
        _machine.Own += Second * 0.2;
        _machine.Cpu.Work(Second * 0.7);
        Tick(meter, cpu, joules: 10);
        _machine.Work(process, Second * 0.5);
        _machine.Tree.WorkUnseen(Second * 0.1);
        _machine.Cpu.Work(Second * 0.5);
        Tick(meter, cpu, joules: 10);
        _machine.Cpu.Work(Second);
        SourceTrack track = Tick(meter, cpu, joules: 10, last: true);

        // Tree: 3, 5 + 1, 0. Its own: 2, 0, 0.
        Assert.Equal((9.0, 21.0, 2.0, 0.0), (track.Tree.Joules, track.Others.Joules, track.Own.Joules, track.Idle.Joules));
        Assert.Equal((1.0, Second * 0.2), (meter.Result().UnseenEnergy.Joules, meter.Result().OwnCpuTime));
    }

    [Fact]
    public void Memory_counts_in_the_second_in_which_it_was_held()
    {
        var memory = new ScriptedCounter("dram");
        _machine.Has(Component.Dram, Source(memory, Component.Dram));
        TreeProcess one = _machine.Tree.Bear(1, 0, residentBytes: 3 * GiB);
        Meter meter = _machine.Begin();
        Tick(meter, memory, joules: 40);
        TreeProcess other = _machine.Tree.Bear(2, 1, residentBytes: 2 * GiB);
        _machine.Memory.Used = 5 * GiB;
        Tick(meter, memory, joules: 40);
        (one.ResidentBytes, _machine.Memory.Used) = (GiB, 8 * GiB);
        Tick(meter, memory, joules: 40);
        SourceTrack track = Tick(meter, memory, joules: 40, last: true);

        // What was held at either end of a second was held in it: of 4, 5, 8 and 8 GiB in use 3, 3, 3 and 1, and 0, 2, 2 and 2.
        Assert.Equal([30.0 + 24 + 15 + 5, 16.0 + 10 + 10], meter.Result().Processes.Select(charge => charge.Energy.Joules));
        Assert.Equal((110.0, 50.0), (track.Tree.Joules, track.Others.Joules));
        Assert.Equal(other.Key, meter.Result().Processes[1].Key);
    }

    [Fact]
    public void Work_on_a_gpu_counts_in_the_second_in_which_it_was_done()
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 0);
        gpu.Work(10, Second * 0.5);
        gpu.Work(Stranger, Second * 0.5);
        Tick(meter, counter, joules: 100);
        gpu.Work(10, Second);
        Tick(meter, counter, joules: 100);
        gpu.Work(Stranger, Second);
        SourceTrack track = Tick(meter, counter, joules: 100, last: true);
        Assert.Equal((150.0, 150.0), (track.Tree.Joules, track.Others.Joules));
        Assert.Equal((Second * 1.5, 1.0), (track.Gpu!.TreeTime, track.Gpu.MeanUtilisation));
    }

    [Fact]
    public void What_the_driver_hides_counts_in_the_second_in_which_it_was_done()
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        gpu.ShowsAll = false;
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 0);
        gpu.Work(10, Second * 0.25);
        gpu.WorkUnseen(Second * 0.75);
        Tick(meter, counter, joules: 100);
        gpu.Work(10, Second);
        SourceTrack track = Tick(meter, counter, joules: 100, last: true);
        Assert.Equal((125.0, 75.0), (track.Tree.Joules, track.Others.Joules));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Memory_on_a_gpu_counts_until_it_is_given_back(bool forgotten)
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        gpu.Hold(10, 3 * GiB);
        gpu.Hold(Stranger, GiB);
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 0);
        Tick(meter, counter, joules: 40);
        if (forgotten) gpu.Forget(10);
        else gpu.Hold(10, 0);
        Tick(meter, counter, joules: 40);
        SourceTrack track = Tick(meter, counter, joules: 40, last: true);
        Assert.Equal((60.0, 60.0), (track.Tree.Joules, track.Others.Joules));
        Assert.Equal(4 * GiB, track.Gpu!.PeakMemoryBytes);
    }

    [Fact]
    public void Equal_work_of_the_tree_and_of_others_is_work()
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        gpu.Hold(10, 3 * GiB);
        gpu.Hold(Stranger, GiB);
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 0);
        gpu.Work(10, Second / 2);
        gpu.Work(Stranger, Second / 2);
        SourceTrack track = Tick(meter, counter, joules: 40, last: true);
        Assert.Equal((20.0, 20.0), (track.Tree.Joules, track.Others.Joules));
    }

    private SourceTrack Tick(Meter meter, ScriptedCounter counter, double joules, bool last = false)
    {
        counter.Count(Energy.FromJoules(joules));
        _machine.Tick(meter, Second, last);
        return Assert.Single(meter.Result().Tracks);
    }
}
