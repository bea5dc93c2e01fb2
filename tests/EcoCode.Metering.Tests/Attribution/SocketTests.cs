using EcoCode.Metering.Attribution;
using EcoCode.Processes;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;
using static EcoCode.Scripted.ScriptedMachine;

namespace EcoCode.Metering.Tests.Attribution;

/// <summary>Two sockets with a counter each: 30 J on the first, 10 J on the second, in one second.</summary>
public sealed class SocketTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedMachine _machine = new(0, 1) { SocketOf = [0, 1] };
    private readonly ScriptedCounter _first = new("first"), _second = new("second");
    private readonly TreeProcess _process;

    public SocketTests()
    {
        _machine.Has(Component.Cpu, [[Source(_first) with { Socket = 0 }, Source(_second) with { Socket = 1 }]]);
        _machine.Cpu.Processors = 2;
        _process = _machine.Tree.Bear(1, 0);
    }

    [Fact]
    public void A_process_is_charged_only_energy_of_the_socket_that_it_ran_on()
    {
        MeterResult result = Run(() =>
        {
            _machine.Work(_process, Second / 2, processor: 1);
            _machine.Cpu.Work(Second / 2, socket: 0);
            _machine.Cpu.Work(Second / 2, socket: 1);
        });
        Assert.Equal([0.0, 5.0], result.Tracks.Select(track => track.Tree.Joules));
        Assert.Equal([30.0, 5.0], result.Tracks.Select(track => track.Others.Joules));
    }

    [Fact]
    public void Capacity_is_that_of_the_socket()
    {
        MeterResult result = Run(() => _machine.Work(_process, Second / 2, processor: 1), AttributionMode.Capacity);
        Assert.Equal([0.0, 5.0], result.Tracks.Select(track => track.Tree.Joules));
        Assert.Equal([30.0, 5.0], result.Tracks.Select(track => track.Idle.Joules));
    }

    [Fact]
    public void Capacity_of_the_first_socket_is_its_own_as_well()
    {
        MeterResult result = Run(() => _machine.Work(_process, Second / 2, processor: 0), AttributionMode.Capacity);
        Assert.Equal([15.0, 0.0], result.Tracks.Select(track => track.Tree.Joules));
        Assert.Equal([15.0, 10.0], result.Tracks.Select(track => track.Idle.Joules));
    }

    [Fact]
    public void A_machine_that_tells_of_no_work_yet_did_what_is_known_of_its_sockets()
    {
        // One second of the process on the second socket, half a second of the meter that has no place: as if on the first.
        MeterResult result = Run(() =>
        {
            ScriptedTree.Work(_process, Second, processor: 1);
            _machine.Own += Second / 2;
        });
        Assert.Equal([0.0, 7.5], result.Tracks.Select(track => track.Tree.Joules));
        Assert.Equal([10.0, 2.5], result.Tracks.Select(track => Math.Round(track.Own.Joules, 4)));
        Assert.Equal([30.0, 2.5], result.Tracks.Select(track => Math.Round(track.Others.Joules, 4)));
    }

    [Fact]
    public void What_has_no_place_of_its_own_is_on_each_socket_as_that_is_busy()
    {
        MeterResult result = Run(() =>
        {
            _machine.Tree.WorkUnseen(Second / 2);
            _machine.Cpu.Work(Second * 3 / 4, socket: 0);
            _machine.Cpu.Work(Second / 4, socket: 1);
        });
        Assert.Equal([15.0, 5.0], result.Tracks.Select(track => track.Tree.Joules));
        Assert.Equal(20, result.UnseenEnergy.Joules);
    }

    [Fact]
    public void A_socket_was_at_least_as_busy_as_what_ran_on_it()
    {
        // The process moved at the end of the second: the kernel counted its time on the first socket.
        MeterResult result = Run(() =>
        {
            ScriptedTree.Work(_process, Second, processor: 1);
            _machine.Cpu.Work(Second, socket: 0);
        });
        Assert.Equal([0.0, 10.0], result.Tracks.Select(track => track.Tree.Joules));
        Assert.Equal([30.0, 0.0], result.Tracks.Select(track => track.Others.Joules));
    }

    [Fact]
    public void A_processor_that_nobody_told_of_is_on_the_first_socket()
    {
        MeterResult result = Run(() =>
        {
            ScriptedTree.Work(_process, Second, processor: 77);
            _machine.Cpu.Work(Second, socket: 0);
        });
        Assert.Equal([30.0, 0.0], result.Tracks.Select(track => track.Tree.Joules));
    }

    private MeterResult Run(Action work, AttributionMode mode = AttributionMode.Busy)
    {
        Meter meter = _machine.Begin(new MeterOptions { Mode = mode });
        work();
        _first.Count(Energy.FromJoules(30));
        _second.Count(Energy.FromJoules(10));
        _machine.Tick(meter, Second, last: true);
        return meter.Result();
    }
}
