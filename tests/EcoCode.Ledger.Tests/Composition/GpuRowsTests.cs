using EcoCode.Metering;
using EcoCode.Quantities;
using EcoCode.Scripted;
using EcoCode.Sensors;

namespace EcoCode.Ledger.Tests.Composition;

/// <summary>GPUs in a record.</summary>
public sealed class GpuRowsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ScriptedMachine _machine = new();

    [Fact]
    public void Gpu_energy_of_the_rows_sums_to_the_trees_part_of_the_gpus_even_when_rows_are_summed_up()
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        Meter meter = _machine.Begin(new MeterOptions { MostEndedRows = 2 });
        _machine.Tree.Bear(1, Environment.ProcessId);
        for (int pid = 10; pid < 30; pid++)
        {
            var process = _machine.Tree.Bear(pid, 1);
            gpu.Work(pid, Second * 0.25);
            gpu.Work(900, Second * 0.125);
            counter.Count(Energy.FromMicrojoules(100_000_001));
            _machine.Tick(meter, Second);
            ScriptedTree.End(process);
            _machine.Tick(meter, Second, last: pid == 29);
        }

        RunRecord record = Composed.Of(meter);
        Assert.True(record.Processes.Count < 12);
        Assert.Equal(record.Components[0].EnergyJ, record.Processes.Aggregate(Energy.Zero, (sum, row) => sum + row.GpuEnergyJ!.Value));
        Assert.Equal(5, record.Processes.Sum(row => row.GpuS!.Value), 9);
        Assert.Equal(Energy.FromMicrojoules(20 * 100_000_001L), record.Machine.Components[0].EnergyJ);
    }

    [Fact]
    public void A_gpu_component_says_which_and_how_it_fared()
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        (gpu.Celsius, gpu.SmHertz) = (40, 9e9);
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 1);
        gpu.Work(10, Second * 0.5);
        gpu.Hold(10, 5 << 20);
        (gpu.Celsius, gpu.SmHertz) = (71.5, 1e9);
        counter.Count(Energy.FromJoules(100));
        _machine.Tick(meter, Second);
        gpu.Hold(10, 1 << 20);
        (gpu.Celsius, gpu.SmHertz) = (60, 2e9);
        _machine.Tick(meter, Second, last: true);
        RunGpu found = Composed.Of(meter).Components[0].Gpu!;

        Assert.Equal((0, "Scripted 100", "GPU-00000000"), (found.Index, found.Name, found.Uuid));
        Assert.Equal((0.25, 5L << 20, 71.5), (found.UtilisationMean, found.MemoryPeakBytes, found.TemperatureMaxC));
        Assert.Equal((1.5e9, null), (found.SmClockMeanHz, found.MemoryClockMeanHz));
        Assert.Null(found.ThrottledS);
        Assert.Null(found.ThrottleReasons);
        Assert.Null(found.PciAddress);
    }

    [Theory]
    [InlineData(900, 0.0, "ECO1343")]
    [InlineData(11, 0.2, "ECO1344")]
    [InlineData(11, 0.1, null)]
    public void A_gpu_that_was_shared_or_slowed_down_is_told(int pid, double throttled, string? code)
    {
        ScriptedGpu gpu = _machine.HasGpu(out ScriptedCounter counter);
        gpu.Throttle(TimeSpan.Zero);
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 1);
        _machine.Tree.Bear(11, 10);
        gpu.Work(10, Second * 0.5);
        gpu.Work(pid, Second * 0.25);
        gpu.Throttle(Second * throttled);
        counter.Count(Energy.FromJoules(100));
        _machine.Tick(meter, Second, last: true);
        Assert.Equal(code, Composed.Of(meter).Warnings.Select(note => note.Code).SingleOrDefault(any => any.StartsWith("ECO13", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(GpuSlowdown.PowerLimit, "GPU 0 was slowed down for 1.00 s (power limit)")]
    [InlineData(GpuSlowdown.Heat | GpuSlowdown.Hardware, "GPU 0 was slowed down for 1.00 s (heat, hardware)")]
    public void What_slowed_a_gpu_down_is_told(GpuSlowdown slowdown, string message)
    {
        ScriptedGpu gpu = _machine.HasGpu(out _);
        gpu.Throttle(TimeSpan.Zero);
        Meter meter = _machine.Begin();
        gpu.Throttle(Second);
        gpu.Slowdown = slowdown;
        _machine.Tick(meter, Second);
        gpu.Slowdown = GpuSlowdown.None;
        _machine.Tick(meter, Second, last: true);
        Assert.Equal(message, Composed.Of(meter).Warnings.Single(note => note.Code == "ECO1344").Message);
    }

    [Fact]
    public void Without_gpus_their_figures_are_absent_and_not_zero()
    {
        _machine.HasCpuCounter();
        Meter meter = _machine.Begin();
        _machine.Tree.Bear(10, 1);
        _machine.Tick(meter, Second, last: true);
        RunProcess row = Assert.Single(Composed.Of(meter).Processes);
        Assert.Null(row.GpuS);
        Assert.Null(row.GpuEnergyJ);
    }
}
