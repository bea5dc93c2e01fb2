using EcoCode.Host;
using EcoCode.Sensors.Nvidia;

namespace EcoCode.Sensors.Tests.Nvidia;

/// <summary>A GPU that MIG has cut into instances of 2, 1 and 4 of its 7 slices, in driven time.</summary>
public sealed class InstanceTests
{
    private const string Gpu = "gpu mig=1 gpm=1";

    private static readonly string[] Instances = ["instance id=3 slices=2", "instance id=7 slices=1", "instance id=1 slices=4 compute=2"];

    [Fact]
    public void A_process_has_what_its_instance_was_busy_of_the_whole_gpu()
    {
        using FakeNvml nvml = Nvml(Gpu, "process pid=42 instance=3 sm=50 memory=100", "process pid=43 instance=7 sm=80 memory=9000", "process pid=44 instance=1 sm=0 memory=9000");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 10);

        Assert.Equal(10 * 0.5 * 2 / 7, Of(gpu, 42), 0.02);
        Assert.Equal(10 * 0.8 * 1 / 7, Of(gpu, 43), 0.02);
        Assert.Equal(0, Of(gpu, 44));
        Assert.Equal(10 * ((0.5 * 2) + 0.8) / 7, Use(gpu).Busy!.Value.TotalSeconds, 0.1);
        Assert.False(Use(gpu).SplitByMemory);
    }

    [Fact]
    public void What_was_done_between_two_samples_of_an_instance_counts_for_as_long_as_it_lasted()
    {
        using FakeNvml nvml = Nvml(Gpu, "process pid=42 instance=3 sm=100 memory=1 to=3.5", "process pid=42 instance=3 sm=0 memory=1", "process pid=43 instance=7 sm=100 memory=1 from=2 to=4");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 5);
        Assert.Equal(3.5 * 2 / 7, Of(gpu, 42), 0.06);

        // It comes and goes with its use, so that what is done before its first sample, and after its last one, is not seen.
        Assert.Equal(2.0 / 7, Of(gpu, 43), 0.06);
    }

    [Fact]
    public void Within_an_instance_memory_decides_and_that_is_said()
    {
        using FakeNvml nvml = Nvml(Gpu, "process pid=42 instance=3 sm=40 memory=300", "process pid=43 instance=3 sm=40 memory=100");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 10);
        Assert.Equal(10 * 0.8 * 2 / 7 * 0.75, Of(gpu, 42), 0.03);
        Assert.Equal(10 * 0.8 * 2 / 7 * 0.25, Of(gpu, 43), 0.03);
        Assert.True(Use(gpu).SplitByMemory);
    }

    [Theory]
    [InlineData("gpu mig=1")]
    [InlineData("gpu mig=1 private=1")]
    public void Where_it_is_not_told_how_busy_instances_are_those_in_use_count_by_their_size(string gpu)
    {
        using FakeNvml nvml = Nvml(gpu, "process pid=42 instance=3 sm=90 memory=300", "process pid=43 instance=1 sm=1 memory=0", "process pid=44 instance=1 sm=1 memory=0");
        NvidiaDevice device = nvml.Device();
        device.Look();
        nvml.Look(device, 10);
        Assert.Equal(10 * 2.0 / 7, Of(device, 42), 0.03);
        Assert.Equal(10 * 2.0 / 7, Of(device, 43), 0.03);
        Assert.Equal(10 * 2.0 / 7, Of(device, 44), 0.03);
        Assert.Null(Use(device).Busy);
        Assert.True(Use(device).SplitByMemory);
    }

    [Fact]
    public void Use_of_instances_goes_on_between_their_samples()
    {
        using FakeNvml nvml = Nvml(Gpu, "process pid=42 instance=3 sm=50 memory=1", "process pid=43 instance=7 sm=50 memory=1", "process pid=44 instance=1 sm=50 memory=1");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 2);
        for (int i = 0; i < 10; i++)
        {
            double before = Of(gpu, 42);
            nvml.Look(gpu, 0.1);
            Assert.Equal(0.05 * 2 / 7, Of(gpu, 42) - before, 0.0005);
        }
    }

    [Theory]
    [InlineData("gpu mig=1 gpm=1")]
    [InlineData("gpu mig=1 gpm=1 private=1")]
    [InlineData("gpu mig=1")]
    public void A_look_makes_at_most_six_calls_and_allocates_nothing(string script)
    {
        using FakeNvml nvml = Nvml(script, "process pid=42 instance=3 sm=50 memory=100", "process pid=43 instance=7 sm=20", "process pid=44 instance=1 sm=20");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 3);
        long most = 0, bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            long before = nvml.Calls;
            nvml.Pass(0.1);
            gpu.Look();
            most = Math.Max(most, nvml.Calls - before);
        }

        Assert.Equal(bytes, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(most, 3, 6);
    }

    [Fact]
    public void A_gpu_in_instances_that_is_lost_is_found_again_with_them()
    {
        using FakeNvml nvml = Nvml("gpu mig=1 gpm=1 lost=2:5", "process pid=42 instance=3 sm=100 memory=1");
        NvidiaDevice gpu = nvml.Device();
        gpu.Look();
        nvml.Look(gpu, 3);
        Assert.Equal(ReadOutcome.Gone, gpu.TryRead(new GpuUse()));
        nvml.Look(gpu, 7);
        Assert.InRange(Of(gpu, 42), 5 * 2.0 / 7, 10 * 2.0 / 7);
    }

    private static FakeNvml Nvml(string gpu, params string[] processes) => new([gpu, .. Instances, .. processes]);

    private static GpuUse Use(NvidiaDevice gpu)
    {
        var use = new GpuUse();
        Assert.Equal(ReadOutcome.Ok, gpu.TryRead(use));
        return use;
    }

    /// <summary>Seconds that a process has kept the GPU busy.</summary>
    private static double Of(NvidiaDevice gpu, int pid)
    {
        foreach (GpuProcessUse process in Use(gpu).Processes)
        {
            if (process.Pid == pid) return process.Busy.TotalSeconds;
        }

        throw new InvalidOperationException($"no process {pid}");
    }
}
