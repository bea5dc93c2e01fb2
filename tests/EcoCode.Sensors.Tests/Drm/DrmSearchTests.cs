using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Tests.Drm;

public sealed class DrmSearchTests
{
    [Fact]
    public void A_machine_without_graphics_has_nothing()
    {
        using var machine = new GpuMachine();
        Assert.Same(Catalogue.Empty, machine.Find());
    }

    [Theory]
    [InlineData("")]
    [InlineData("DRIVER=amdgpu")]
    [InlineData("DRIVER=amdgpu\nPCI_ID=1002:73BF\nPCI_SLOT_NAME=nowhere")]
    [InlineData("DRIVER=amdgpu\nPCI_ID=garbage\nPCI_SLOT_NAME=0000:03:00.0")]
    [InlineData("DRIVER=vc4\nOF_NAME=gpu")]
    [InlineData("DRIVER=nvidia\nPCI_ID=10DE:2684\nPCI_SLOT_NAME=0000:03:00.0")]
    public void What_is_no_card_of_theirs_is_passed_over(string uevent)
    {
        using var machine = new GpuMachine();
        machine.Write("class/drm/card0/device/uevent", uevent);
        Catalogue found = machine.Find();
        Assert.Empty(found.Slots);
        Assert.Empty(found.Unused);
    }

    [Fact]
    public void Cards_are_numbered_by_where_they_sit_after_those_of_other_makers()
    {
        using var machine = new GpuMachine();
        machine.Radeon(0, "0000:83:00.0");
        machine.Radeon(10, "0000:43:00.0");
        Assert.Equal([(2, "0000:43:00.0"), (3, "0000:83:00.0")], machine.Find(2).Slots.Select(slot => (slot.Gpu!.Identity.Index, slot.Gpu.Identity.PciAddress!)));
    }

    [Fact]
    public void The_limit_of_a_card_is_the_one_that_is_set_and_else_its_rating()
    {
        using var machine = new GpuMachine();
        machine.Write(machine.Radeon(0, "0000:43:00.0") + "/hwmon/hwmon4/power1_cap", "255000000");
        machine.Write(machine.Radeon(1, "0000:83:00.0") + "/hwmon/hwmon4/power1_rated_max", "293000000");
        machine.Radeon(2, "0000:c3:00.0");

        Assert.Equal([Power.FromWatts(255), Power.FromWatts(293), null], machine.Find().Slots.Select(slot => slot.Candidates[0].Sources[0].Limit));
    }

    [Theory]
    [InlineData("all", 0, 1)]
    [InlineData("1", 1)]
    [InlineData("0000:43:00.0", 0)]
    [InlineData("none")]
    public void A_selection_leaves_out_the_others_and_says_so(string text, params int[] indices)
    {
        using var machine = new GpuMachine();
        machine.Radeon(0, "0000:43:00.0");
        machine.Radeon(1, "0000:83:00.0");
        Assert.True(GpuSelection.TryParse(text, out GpuSelection? selection, out _));
        Catalogue found = machine.Find(0, selection);
        Assert.Equal(indices, found.Slots.Select(slot => slot.Gpu!.Identity.Index));
        Assert.Equal(indices.Length == 1 ? ["ECO1341"] : [], found.Notes.Select(note => note.Code));
    }

    [Fact]
    public void What_CUDA_shows_a_command_is_of_other_GPUs()
    {
        using var machine = new GpuMachine();
        machine.Radeon();
        Assert.Single(machine.Find(0, GpuSelection.OfCuda("")).Slots);
    }

    [Fact]
    public void A_card_that_sleeps_is_not_woken_and_draws_nothing()
    {
        using var machine = new GpuMachine();
        string card = machine.Radeon();
        machine.Write(card + "/power/runtime_status", "active");
        IPowerGauge gauge = machine.Find().Slots[0].Candidates[0].Sources[0].Gauge!;
        Assert.Equal(ReadOutcome.Ok, gauge.TryRead(out Power awake));
        machine.Write(card + "/power/runtime_status", "suspended");
        Assert.Equal(ReadOutcome.Ok, gauge.TryRead(out Power asleep));
        Assert.Equal((100.0, 0.0), (awake.Watts, asleep.Watts));
    }

    [Fact]
    public void A_counter_stands_still_while_its_card_sleeps()
    {
        using var machine = new GpuMachine("gpu-arc-and-igpu");
        IEnergyCounter counter = machine.Find().Slots[0].Candidates[0].Sources[0].Counter!;
        counter.TryRead(out Energy before);
        machine.Write("class/drm/card1/device/power/runtime_status", "suspended");
        machine.Write("class/drm/card1/device/hwmon/hwmon5/energy1_input", "7");
        Assert.Equal(ReadOutcome.Ok, counter.TryRead(out Energy asleep));
        Assert.Equal(before, asleep);
    }

    [Fact]
    public void A_counter_of_a_card_that_slept_at_first_counts_from_its_waking()
    {
        using var machine = new GpuMachine("gpu-arc-and-igpu");
        machine.Write("class/drm/card1/device/power/runtime_status", "suspended");
        IEnergyCounter counter = machine.Find().Slots[0].Candidates[0].Sources[0].Counter!;
        long[] readings = new long[4];
        for (int i = 0; i < 4; i++)
        {
            if (i == 1) machine.Write("class/drm/card1/device/power/runtime_status", "active");
            if (i == 2) machine.Write("class/drm/card1/device/hwmon/hwmon5/energy1_input", "482934567897");
            Assert.Equal(ReadOutcome.Ok, counter.TryRead(out Energy reading));
            readings[i] = reading.Microjoules;
        }

        Assert.Equal([0, 0, 7, 7], readings);
    }

    [Fact]
    public void Where_the_other_proc_shows_own_pids_it_is_the_one_that_is_looked_at()
    {
        using var machine = new GpuMachine();
        machine.Radeon();
        machine.Pids.Add(100);
        machine.Open(100, 3, GpuMachine.Amd(1, 0));
        File.CreateSymbolicLink(machine.PathOf("proc/self"), GpuMachine.Number(Environment.ProcessId));
        var use = new GpuUse();
        new EcoCode.Sensors.Drm.DrmSearch(machine.Sys, machine.Proc, new PseudoFs(machine.PathOf("elsewhere")), PidNamespaces.Same, machine, machine.Time).Find(GpuSelection.All, 0).Slots[0].Gpu!.TryRead(use);
        Assert.Equal(100, Assert.Single(use.Processes.ToArray()).Pid);
    }

    [Fact]
    public void A_process_that_opens_a_device_without_end_does_not_take_all_files()
    {
        using var machine = new GpuMachine();
        machine.Radeon();
        machine.Pids.Add(100);
        for (int descriptor = 3; descriptor < 400; descriptor++) machine.Open(100, descriptor, GpuMachine.Amd(descriptor, 0));
        int before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        machine.Find().Slots[0].Gpu!.TryRead(new GpuUse());
        Assert.InRange(Directory.GetFileSystemEntries("/proc/self/fd").Length - before, 1, 300);
    }

    [Fact]
    public void An_input_output_error_is_no_value()
    {
        using var machine = new GpuMachine();
        string card = machine.Radeon();
        machine.Link(card + "/hwmon/hwmon4/power1_average", "/proc/self/mem");
        Catalogue found = machine.Find();
        Assert.Empty(found.Slots);
        Assert.Single(found.Unused);
    }

    [Fact]
    public void A_card_that_goes_and_comes_back_is_read_again()
    {
        using var machine = new GpuMachine();
        string power = machine.Radeon() + "/hwmon/hwmon4/power1_average";

        // The files of a thread stay open beyond its end, and then answer as those of a device that was taken away.
        using var up = new SemaphoreSlim(0);
        using var down = new SemaphoreSlim(0);
        string? folder = null;
        var device = new Thread(() =>
        {
            folder = new FileInfo("/proc/thread-self").LinkTarget;
            up.Release();
            down.Wait(TestContext.Current.CancellationToken);
        });
        device.Start();
        up.Wait(TestContext.Current.CancellationToken);
        machine.Link(power, $"/proc/{folder}/oom_score");
        IPowerGauge gauge = machine.Find().Slots[0].Candidates[0].Sources[0].Gauge!;
        Assert.Equal(ReadOutcome.Ok, gauge.TryRead(out _));
        down.Release();
        device.Join();
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists("/proc/" + folder), TimeSpan.FromSeconds(10)), "the thread does not end");
        Assert.Equal(ReadOutcome.Gone, gauge.TryRead(out _));
        Assert.Equal(ReadOutcome.Gone, gauge.TryRead(out _));
        File.Delete(machine.PathOf("sys/" + power));
        machine.Write(power, "7000000");
        machine.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ReadOutcome.Ok, gauge.TryRead(out Power back));
        Assert.Equal(7, back.Watts);
    }

    [Fact]
    public void Between_two_looks_for_new_files_a_reading_allocates_nothing()
    {
        using var machine = new GpuMachine();
        string card = machine.Radeon();
        machine.Write(card + "/gpu_busy_percent", "50");
        machine.Write(card + "/power/runtime_status", "active");
        machine.Pids.Add(100);
        machine.Open(100, 3, GpuMachine.Amd(1, 1000));
        SensorSlot slot = machine.Find().Slots[0];
        IPowerGauge gauge = slot.Candidates[0].Sources[0].Gauge!;
        var use = new GpuUse();
        void Reading()
        {
            machine.Time.Advance(TimeSpan.FromMilliseconds(25));
            gauge.TryRead(out _);
            slot.Gpu!.TryRead(use);
        }

        // Once a second files are looked for, which lists a folder; all that is in between must take nothing.
        for (int i = 0; i < 45; i++) Reading();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 30; i++) Reading();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1, use.Processes.Length);
    }
}
