using EcoCode.Sensors.Amd;
using EcoCode.Sensors.Tests.Drm;

namespace EcoCode.Sensors.Tests.Amd;

/// <summary>Compute that goes past the clients' accounts: ROCm's queues.</summary>
public sealed class KfdUseTests : IDisposable
{
    private const string Nodes = "class/kfd/kfd/topology/nodes/1";

    private readonly GpuMachine _machine = new();
    private readonly GpuUse _use = new();
    private readonly string _card;

    public KfdUseTests()
    {
        _card = _machine.Radeon(id: "74A1");
        _machine.Write(Nodes + "/gpu_id", "28851");
        _machine.Write(Nodes + "/properties", "cpu_cores_count 0\nsimd_count 1216\nlocation_id 768\ndomain 0");
        _machine.Write(_card + "/gpu_busy_percent", "80");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_devices_busy_time_is_of_those_who_occupy_it_by_how_much()
    {
        Compute(500, vram: 1 << 30, units: 60);
        Compute(501, vram: 1 << 30, units: 20);
        Compute(502, vram: 9L << 30, units: 0);
        Run();
        Assert.Equal([(500, 0.6), (501, 0.2), (502, 0.0)], Processes());
        Assert.Equal(0.8, Busy(), 6);
    }

    [Fact]
    public void Where_nobody_tells_how_much_he_occupies_it_goes_by_memory()
    {
        Compute(500, vram: 3 << 20, units: null);
        Compute(501, vram: 1 << 20, units: null);
        Run();
        Assert.Equal([(500, 0.6), (501, 0.2)], Processes());
    }

    [Fact]
    public void What_clients_account_for_themselves_is_not_given_away_again()
    {
        Compute(500, vram: 1 << 20, units: 4);
        _machine.Pids.Add(100);
        _machine.Open(100, 3, GpuMachine.Amd(9, 0));
        Run(step => _machine.Open(100, 3, GpuMachine.Amd(9, (step + 1) * 30_000_000L)));
        Assert.Equal([(100, 0.3), (500, 0.5)], Processes());
    }

    [Fact]
    public void A_device_that_does_not_tell_was_busy_when_it_was_found_occupied()
    {
        File.Delete(_machine.PathOf($"sys/{_card}/gpu_busy_percent"));
        Compute(500, vram: 1 << 20, units: 304);
        Run();
        Assert.Equal([(500, 1.0)], Processes());
        Assert.Null(_use.Busy);
    }

    [Fact]
    public void Memory_is_the_same_by_both_accounts_and_counts_once()
    {
        Compute(500, vram: 1 << 20, units: 4);
        _machine.Pids.Add(500);
        _machine.Open(500, 3, GpuMachine.Amd(9, 0, vramKib: 1024));
        Run();
        Assert.Equal(1 << 20, Assert.Single(_use.Processes.ToArray()).MemoryBytes);
    }

    [Fact]
    public void In_a_PID_namespace_the_hosts_pids_are_nobodys_here_and_that_is_told()
    {
        Directory.CreateDirectory(_machine.PathOf("proc/self/ns"));
        File.CreateSymbolicLink(_machine.PathOf("proc/self/ns/pid"), "pid:[4026532281]");
        Compute(500, vram: 1 << 20, units: 4);
        _machine.Pids.Add(500);
        Assert.Equal("ECO1323", Assert.Single(_machine.Find().Notes).Code);
        Run();
        Assert.Equal([(-500, 0.8)], Processes());
    }

    [Fact]
    public void With_the_hosts_proc_a_process_of_the_container_is_found_by_its_pid_here()
    {
        using var container = new PidNamespaces();
        container.Add(4500, 500);
        Compute(4500, vram: 1 << 20, units: 3);
        Compute(4600, vram: 1 << 20, units: 1);
        var processes = new KfdProcesses(_machine.Sys, [28851], container.WithHost(), _machine.Time);
        processes.Read(_machine.Time.GetTimestamp());
        Assert.Equal([(500, 3L), (-4600, 1L)], processes.All.Select(process => (process.Pid, process.Occupied)).OrderDescending());
    }

    [Theory]
    [InlineData("garbage", "garbage")]
    [InlineData("", "")]
    [InlineData("99999999999999999999", "-1")]
    public void Garbage_occupies_nothing(string vram, string units)
    {
        _machine.Write("class/kfd/kfd/proc/500/vram_28851", vram);
        _machine.Write("class/kfd/kfd/proc/500/stats_28851/cu_occupancy", units);
        Run();
        Assert.Equal([(500, 0.0)], Processes());
    }

    private void Compute(int pid, long vram, int? units)
    {
        _machine.Write($"class/kfd/kfd/proc/{pid}/vram_28851", GpuMachine.Number(vram));
        if (units is { } count) _machine.Write($"class/kfd/kfd/proc/{pid}/stats_28851/cu_occupancy", GpuMachine.Number(count));
    }

    /// <summary>A second in ten steps, after a first reading.</summary>
    private void Run(Action<int>? step = null)
    {
        IGpuUse gpu = _machine.Find().Slots[0].Gpu!;
        gpu.TryRead(_use);
        for (int i = 0; i < 10; i++)
        {
            step?.Invoke(i);
            _machine.Time.Advance(TimeSpan.FromMilliseconds(100));
            gpu.TryRead(_use);
        }
    }

    private double Busy() => _use.Busy!.Value.TotalSeconds;

    private (int Pid, double Seconds)[] Processes()
        => [.. _use.Processes.ToArray().Select(process => (process.Pid, Math.Round(process.Busy.TotalSeconds, 3))).Order()];
}
