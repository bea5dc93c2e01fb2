using EcoCode.Host;

namespace EcoCode.Sensors.Tests.Drm;

public sealed class DrmUseTests : IDisposable
{
    private readonly GpuMachine _machine = new();
    private readonly GpuUse _use = new();
    private readonly string _card;
    private IGpuUse? _gpu;

    public DrmUseTests()
    {
        _card = _machine.Radeon();
        Directory.CreateDirectory(_machine.PathOf("proc/100/fd"));
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_process_that_came_later_has_had_all_the_time_of_its_client()
    {
        Begin();
        Start(100, client: 7, nanoseconds: 250_000_000, vramKib: 2048);
        Read();
        Assert.Equal([(100, 0.25, 2048L << 10)], Processes());
    }

    [Fact]
    public void What_a_client_did_before_the_begin_is_a_baseline()
    {
        Start(100, client: 7, nanoseconds: 999_000_000_000);
        Begin();
        Start(100, client: 7, nanoseconds: 999_500_000_000);
        Read();
        Assert.Equal(0.5, Seconds(100));
    }

    [Fact]
    public void A_file_that_was_inherited_counts_once()
    {
        Begin();
        Start(100, client: 7, nanoseconds: 100_000_000, vramKib: 512);
        Start(101, client: 7, nanoseconds: 100_000_000, vramKib: 512);
        _machine.Open(100, 4, GpuMachine.Amd(7, 100_000_000, 512));
        Read();
        Assert.Equal(0.1, Processes().Sum(process => process.Seconds), 9);
        Assert.Equal(512L << 10, Processes().Sum(process => process.Memory));
    }

    [Fact]
    public void Clients_of_one_process_are_summed()
    {
        Begin();
        Start(100, client: 7, nanoseconds: 100_000_000);
        _machine.Open(100, 4, GpuMachine.Amd(8, 300_000_000));
        Read();
        Assert.Equal(0.4, Seconds(100), 9);
    }

    [Fact]
    public void A_time_that_falls_is_waited_out_and_never_counted_twice()
    {
        Begin();
        double[] told = [1.0, 0.4, 0.9, 1.0, 1.2];
        double[] expected = [1.0, 1.0, 1.0, 1.0, 1.2];
        for (int i = 0; i < told.Length; i++)
        {
            Start(100, client: 7, nanoseconds: (long)(told[i] * 1e9));
            Read();
            Assert.Equal(expected[i], Seconds(100), 6);
        }
    }

    [Fact]
    public void Another_devices_client_is_not_this_ones()
    {
        Begin();
        _machine.Pids.Add(100);
        _machine.Open(100, 3, GpuMachine.Amd(7, 100, slot: "0000:43:00.0"));
        Read();
        Assert.Empty(Processes());
    }

    [Fact]
    public void Files_that_are_no_graphics_device_are_not_even_read()
    {
        Begin();
        _machine.Pids.Add(100);
        _machine.Open(100, 3, GpuMachine.Amd(7, 100_000_000), node: "socket:[4711]");
        Read();
        Assert.Empty(Processes());
    }

    [Fact]
    public void Processes_that_are_not_watched_are_not_looked_at()
    {
        Begin();
        Start(100, client: 7, nanoseconds: 100_000_000);
        _machine.Pids.Clear();
        Read();
        Assert.Empty(Processes());
    }

    [Fact]
    public void One_that_ended_keeps_its_time_for_some_seconds_and_holds_no_memory()
    {
        Begin();
        Start(100, client: 7, nanoseconds: 100_000_000, vramKib: 512);
        Read();
        _machine.End(100);
        Read();
        Assert.Equal([(100, 0.1, 0L)], Processes());
        _machine.Time.Advance(TimeSpan.FromSeconds(20));
        Read();
        Assert.Empty(Processes());
    }

    [Fact]
    public void New_files_are_looked_for_once_a_second()
    {
        _machine.Pids.Add(100);
        Begin();
        Start(100, client: 7, nanoseconds: 100_000_000);
        Read(TimeSpan.FromMilliseconds(500));
        Assert.Empty(Processes());
        Read(TimeSpan.FromMilliseconds(500));
        Assert.Equal(0.1, Seconds(100), 9);
    }

    [Fact]
    public void In_a_large_tree_everyone_gets_his_turn()
    {
        Begin();
        for (int pid = 1000; pid < 1200; pid++) Start(pid, client: pid, nanoseconds: 1_000_000);
        for (int i = 0; i < 8; i++) Read();
        Assert.Equal(200, Processes().Length);
    }

    [Fact]
    public void A_client_that_could_not_be_read_for_a_while_does_not_count_anew()
    {
        Begin();
        Start(100, client: 7, nanoseconds: 1_000_000_000);
        Read();
        _machine.Open(100, 3, "garbage");
        Read();
        Start(100, client: 7, nanoseconds: 1_100_000_000);
        Read();
        Assert.Equal(1.1, Seconds(100), 6);
    }

    [Fact]
    public void Cycles_become_time_by_the_devices_own_clock()
    {
        Begin();
        const long Hertz = 19_200_000;
        _machine.Pids.Add(100);
        long clock = 7_655_183_225;
        for (int i = 0; i <= 10; i++)
        {
            // A quarter of the time, all along.
            long cycles = i * Hertz / 10 / 4;
            _machine.Open(100, 3, $"drm-driver:\txe\ndrm-client-id:\t3\ndrm-pdev:\t0000:03:00.0\ndrm-cycles-ccs:\t{cycles}\ndrm-total-cycles-ccs:\t{clock}\n");
            Read(i == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(100));
            clock += Hertz / 10;
        }

        Assert.Equal(0.25, Seconds(100), 3);
    }

    [Fact]
    public void How_busy_the_device_is_is_summed_over_time()
    {
        _machine.Write(_card + "/gpu_busy_percent", "40");
        _machine.Write(_card + "/mem_info_vram_used", "12345678");
        _machine.Write(_card + "/hwmon/hwmon4/temp1_input", "53500");
        Begin();
        TimeSpan before = _use.Busy!.Value;
        for (int i = 0; i < 10; i++) Read(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0.4, (_use.Busy!.Value - before).TotalSeconds, 3);
        Assert.Equal((12_345_678, 53.5), (_use.MemoryBytes, _use.Celsius));
        Assert.False(_use.ShowsAll);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void A_device_that_does_not_tell_how_busy_it_is_says_so(string text)
    {
        _machine.Write(_card + "/gpu_busy_percent", text);
        Begin();
        Read();
        Assert.Null(_use.Busy);
        Assert.Null(_use.MemoryBytes);
        Assert.Null(_use.Celsius);
    }

    [Fact]
    public void While_the_device_sleeps_nobody_is_asked_and_nothing_is_forgotten()
    {
        Begin();
        Start(100, client: 7, nanoseconds: 100_000_000, vramKib: 512);
        Read();
        _machine.Write(_card + "/power/runtime_status", "suspended");
        Start(100, client: 7, nanoseconds: 900_000_000, vramKib: 512);
        for (int i = 0; i < 30; i++) Read();
        Assert.Equal([(100, 0.1, 512L << 10)], Processes());
        _machine.Write(_card + "/power/runtime_status", "active");
        Read();
        Assert.Equal(0.9, Seconds(100), 6);
    }

    private void Begin()
    {
        _gpu = _machine.Find().Slots[0].Gpu!;
        Assert.Equal(ReadOutcome.Ok, _gpu.TryRead(_use));
    }

    private void Start(int pid, long client, long nanoseconds, long vramKib = 0)
    {
        if (!_machine.Pids.Contains(pid)) _machine.Pids.Add(pid);
        _machine.Open(pid, 3, GpuMachine.Amd(client, nanoseconds, vramKib));
    }

    private void Read(TimeSpan? after = null)
    {
        _machine.Time.Advance(after ?? TimeSpan.FromSeconds(1));
        Assert.Equal(ReadOutcome.Ok, _gpu!.TryRead(_use));
    }

    private double Seconds(int pid) => Assert.Single(Processes(), process => process.Pid == pid).Seconds;

    private (int Pid, double Seconds, long Memory)[] Processes()
        => Array.ConvertAll(_use.Processes.ToArray(), process => (process.Pid, process.Busy.TotalSeconds, process.MemoryBytes));
}
