using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Nvidia;

namespace EcoCode.Sensors.Tests.Nvidia;

/// <summary>Figures of one GPU against what the script makes true, in driven time.</summary>
public sealed class NvidiaDeviceTests
{
    [Theory]
    [InlineData("constant:250", 2500, 0.001, 0.001)]
    [InlineData("ramp:100:600:8", 100 * 8 + 250 * 8 + 600 * 2, 0.001, 0.005)]
    [InlineData("square:100:400:1", 2500, 0.01, 0.03)]
    public void Energy_of_ten_seconds_is_what_was_drawn(string power, double joules, double byCounter, double byPower)
    {
        using var nvml = new FakeNvml($"gpu power={power} averaged=1");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        Energy counter = Read(gpu.Counter), integral = Read(gpu.Integral);
        nvml.Look(gpu, 10);

        Assert.InRange((Read(gpu.Counter) - counter).Joules, joules * (1 - byCounter), joules * (1 + byCounter));
        Assert.InRange((Read(gpu.Integral) - integral).Joules, joules * (1 - byPower), joules * (1 + byPower));
    }

    [Fact]
    public void Without_the_field_of_the_moment_plain_power_is_integrated()
    {
        using var nvml = new FakeNvml("gpu power=square:100:400:1 instant=0 averaged=0");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 10);
        Assert.InRange(Read(gpu.Integral).Joules, 2425, 2575);
    }

    [Fact]
    public void A_gpu_without_a_counter_says_so_and_its_power_is_there()
    {
        using var nvml = new FakeNvml("gpu energy=none");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        Assert.Equal(ReadOutcome.NotSupported, gpu.Counter.TryRead(out _));
        Assert.Equal(ReadOutcome.Ok, gpu.Integral.TryRead(out _));
    }

    [Fact]
    public void A_process_has_the_mean_of_its_samples_and_not_the_highest()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 sm=10/90 memory=500", "process pid=43 sm=30 memory=100");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 10);

        // What is guessed until the next sample may be more than that has, by a sample period of 0.2 s at most.
        Assert.Equal(5, Of(gpu, 42).Busy.TotalSeconds, 0.2);
        Assert.Equal(3, Of(gpu, 43).Busy.TotalSeconds, 0.05);
        Assert.Equal(500L << 20, Of(gpu, 42).MemoryBytes);
    }

    [Fact]
    public void Use_goes_on_between_two_samples()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 sm=50 memory=1");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 1);
        for (int i = 0; i < 10; i++)
        {
            TimeSpan before = Of(gpu, 42).Busy;
            nvml.Look(gpu, 0.1);
            Assert.Equal(0.05, (Of(gpu, 42).Busy - before).TotalSeconds, 0.001);
        }
    }

    [Fact]
    public void Looks_that_come_rarely_lose_no_sample()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 sm=10/90");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        for (int i = 0; i < 10; i++)
        {
            nvml.Pass(1);
            gpu.Look();
        }

        Assert.Equal(5, Of(gpu, 42).Busy.TotalSeconds, 0.5);
    }

    [Fact]
    public void A_process_that_works_now_and_then_is_not_charged_for_the_time_between()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 sm=0/100", "process pid=43 sm=50");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 10);
        Assert.Equal(5, Of(gpu, 42).Busy.TotalSeconds, 0.5);
    }

    [Fact]
    public void What_was_used_before_the_first_look_does_not_count()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 sm=100 from=0 to=3");
        nvml.Pass(3);
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 1);
        Assert.True(Use(gpu).Processes.Length == 0 || Of(gpu, 42).Busy == TimeSpan.Zero);
    }

    [Fact]
    public void A_process_that_has_ended_holds_nothing_and_is_kept_for_some_seconds()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 sm=100 memory=500 from=0 to=1");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 2);
        Assert.Equal(0, Of(gpu, 42).MemoryBytes);
        Assert.Equal(1, Of(gpu, 42).Busy.TotalSeconds, 0.05);
        nvml.Look(gpu, 6);
        Assert.Equal(0, Use(gpu).Processes.Length);
    }

    [Fact]
    public void More_processes_than_there_is_room_for_are_all_listed()
    {
        using var nvml = new FakeNvml(["gpu", .. Enumerable.Range(1, 60).Select(i => $"process pid={i} sm=1 memory={i}")]);
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        Assert.Equal(60, Use(gpu).Processes.Length);
        Assert.Equal(60L << 20, Of(gpu, 60).MemoryBytes);
    }

    [Fact]
    public void In_a_container_a_process_is_told_by_its_pid_here_and_all_others_are_nobodys()
    {
        using var container = new PidNamespaces();
        container.Add(5012, 12);
        container.OpenGpu(12);
        using var nvml = new FakeNvml("gpu", "process pid=5012 sm=50 memory=500", "process pid=900 sm=20 memory=100", "process pid=12 sm=5 memory=1");
        NvidiaDevice gpu = nvml.Device(pids: container.WithHost());
        gpu.Look();
        nvml.Look(gpu, 10);
        Assert.Equal(5, Of(gpu, 12).Busy.TotalSeconds, 0.1);
        Assert.Equal(2, Of(gpu, -900).Busy.TotalSeconds, 0.1);

        // The host has a process 12, too, and it is not ours.
        Assert.Equal(0.5, Of(gpu, -12).Busy.TotalSeconds, 0.1);
    }

    [Fact]
    public void Processes_that_draw_are_there_too()
    {
        using var nvml = new FakeNvml("gpu", "process pid=42 kind=graphics sm=20 memory=300");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        Assert.Equal(300L << 20, Of(gpu, 42).MemoryBytes);
    }

    [Theory]
    [InlineData("gpu samples=0 util=80", "compute")]
    [InlineData("gpu util=80", "mps")]
    public void Where_use_by_process_is_not_told_memory_stands_for_it(string gpu, string kind)
    {
        using var nvml = new FakeNvml(gpu, $"process pid=42 kind={kind} memory=300", $"process pid=43 kind={kind} memory=100");
        NvidiaDevice device = nvml.Device();
        device.Look();
        nvml.Look(device, 10);

        Assert.True(Use(device).SplitByMemory);
        Assert.Equal(6, Of(device, 42).Busy.TotalSeconds, 0.1);
        Assert.Equal(2, Of(device, 43).Busy.TotalSeconds, 0.1);
    }

    [Fact]
    public void A_gpu_that_is_lost_is_gone_and_counts_on_when_it_is_back()
    {
        using var nvml = new FakeNvml("gpu power=constant:100 lost=2:5");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        Energy begin = Read(gpu.Counter);
        nvml.Look(gpu, 3);
        Assert.Equal(ReadOutcome.Gone, gpu.Counter.TryRead(out _));
        Assert.Equal(ReadOutcome.Gone, gpu.Integral.TryRead(out _));
        Assert.Equal(ReadOutcome.Gone, gpu.TryRead(new GpuUse()));
        nvml.Look(gpu, 4);
        Assert.Equal(700, (Read(gpu.Counter) - begin).Joules, 0.01);
        Assert.InRange(Use(gpu).Busy!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void After_a_reload_of_the_driver_the_counter_begins_anew()
    {
        using var nvml = new FakeNvml("gpu power=constant:100 reload=2");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 5);
        Assert.Equal(300, Read(gpu.Counter).Joules, 0.01);
    }

    [Fact]
    public void A_look_makes_at_most_six_calls_and_allocates_nothing()
    {
        using var nvml = new FakeNvml("gpu power=square:100:400:1", "process pid=42 sm=50 memory=100", "process pid=43 sm=20 kind=graphics");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 3);
        var use = new GpuUse();
        long calls = nvml.Calls, bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            nvml.Pass(0.1);
            gpu.Look();
            _ = gpu.TryRead(use);
            _ = gpu.Counter.TryRead(out _);
        }

        Assert.Equal(bytes, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(nvml.Calls - calls, 50, 50 * 6);
    }

    [Fact]
    public void Figures_of_a_gpu_that_is_not_looked_at_any_more_go_stale()
    {
        using var nvml = new FakeNvml("gpu");
        NvidiaDevice gpu = nvml.Device();
        Assert.Equal(ReadOutcome.Stale, gpu.Counter.TryRead(out _));
        gpu.Look();
        Assert.Equal(ReadOutcome.Ok, gpu.Counter.TryRead(out _));
        nvml.Pass(1);
        Assert.Equal(ReadOutcome.Stale, gpu.Counter.TryRead(out _));
        Assert.Equal(ReadOutcome.Stale, gpu.TryRead(new GpuUse()));
    }

    [Fact]
    public void Memory_temperature_clocks_limit_and_throttling_are_told()
    {
        using var nvml = new FakeNvml("gpu memory=2048 temp=71 throttle=0x44 util=40 limit=350 sm_clock=1410 memory_clock=1215");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        GpuUse first = Use(gpu);
        Assert.Equal((2048L << 20, 71.0, TimeSpan.Zero), (first.MemoryBytes, first.Celsius, first.Throttled));
        nvml.Look(gpu, 10);
        Assert.Equal((80L << 30, 350.0), (Use(gpu).MemoryTotalBytes, Use(gpu).PowerLimit!.Value.Watts));
        Assert.Equal((1.41e9, 1.215e9, GpuSlowdown.PowerLimit | GpuSlowdown.Heat), (Use(gpu).SmHertz, Use(gpu).MemoryHertz, Use(gpu).Slowdown));
        Assert.Equal(10, Use(gpu).Throttled!.Value.TotalSeconds, 0.61);
        Assert.Equal(4, Use(gpu).Busy!.Value.TotalSeconds, 0.01);
    }

    private static Energy Read(IEnergyCounter counter)
    {
        Assert.Equal(ReadOutcome.Ok, counter.TryRead(out Energy reading));
        return reading;
    }

    private static GpuUse Use(NvidiaDevice gpu)
    {
        var use = new GpuUse();
        Assert.Equal(ReadOutcome.Ok, gpu.TryRead(use));
        return use;
    }

    private static GpuProcessUse Of(NvidiaDevice gpu, int pid)
    {
        foreach (GpuProcessUse process in Use(gpu).Processes)
        {
            if (process.Pid == pid) return process;
        }

        throw new InvalidOperationException($"no process {pid}");
    }
}
