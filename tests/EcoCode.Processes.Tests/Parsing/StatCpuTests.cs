using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Parsing;

public sealed class StatCpuTests : IDisposable
{
    private readonly TemporaryTree _proc = new();
    private readonly SetClock _clock = new();

    [Fact]
    public void Busy_is_what_was_neither_idle_nor_waiting_nor_stolen()
    {
        StatCpu cpu = Open([0, 0], "cpu  1000 0 500 90000 300 0 10 40 7 0\n");
        Assert.Equal(TimeSpan.Zero, Busy(cpu)[0]);

        // In 10 s of two processors: 12 s idle, 1 s waiting, 0.5 s stolen.
        _clock.Seconds = 10;
        Show("cpu  9999 9999 9999 91200 400 9999 9999 90 7 0\n");
        Assert.Equal(TimeSpan.FromSeconds(6.5), Busy(cpu)[0]);
        Assert.Equal(("idle", 2.0), (cpu.Method, cpu.Processors));
    }

    [Fact]
    public void Each_socket_has_the_idle_time_of_its_processors()
    {
        const string Before = "cpu  0 0 0 0 0 0 0 0 0 0\ncpu0 0 0 0 100 0 0 0 0 0 0\ncpu1 0 0 0 100 0 0 0 0 0 0\ncpu2 0 0 0 100 0 0 0 0 0 0\ncpu3 0 0 0 100 0 0 0 0 0 0\nintr 5 5\n";
        StatCpu cpu = Open([0, 3, 0, 3], Before);
        Assert.Equal([0, 3], cpu.Sockets);

        _clock.Seconds = 10;
        Show(Before.Replace("cpu1 0 0 0 100", "cpu1 0 0 0 1100", StringComparison.Ordinal).Replace("cpu2 0 0 0 100", "cpu2 0 0 0 350", StringComparison.Ordinal));
        Assert.Equal([TimeSpan.FromSeconds(17.5), TimeSpan.FromSeconds(10)], Busy(cpu));
    }

    [Fact]
    public void A_processor_that_is_offline_is_not_busy()
    {
        StatCpu cpu = Open([0, -1], "cpu  0 0 0 0 0 0 0 0 0 0\n");
        _clock.Seconds = 1;
        Assert.Equal((TimeSpan.FromSeconds(1), 1.0), (Busy(cpu)[0], cpu.Processors));
    }

    [Fact]
    public void More_idle_time_than_time_is_nothing_busy()
    {
        StatCpu cpu = Open([0], "cpu  0 0 0 0 0 0 0 0 0 0\n");
        _clock.Seconds = 1;
        Show("cpu  0 0 0 102 0 0 0 0 0 0\n");
        Assert.Equal(TimeSpan.Zero, Busy(cpu)[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("cpu  1 2 3")]
    [InlineData("cpu  1 2 3 4 5 6 7")]
    [InlineData("cpu  1 2 3 -4 5 6 7 8 9 10\n")]
    [InlineData("cpu  1 2 3 99999999999999999999999999999999 5 6 7 8 9 10\n")]
    [InlineData("cpu  a b c d e f g h i j\n")]
    [InlineData("intr 1 2 3 4 5 6 7 8 9 10\n")]
    public void Garbage_is_no_reading(string text)
    {
        StatCpu cpu = Open([0], "cpu  0 0 0 0 0 0 0 0 0 0\n");
        Show(text);
        Assert.False(cpu.TryRead(new TimeSpan[1]));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue / 100_000)]
    public void Absurd_figures_never_throw(long ticks)
    {
        StatCpu cpu = Open([0], "cpu  0 0 0 0 0 0 0 0 0 0\n");
        Show($"cpu  {ticks} {ticks} {ticks} {ticks} {ticks} {ticks} {ticks} {ticks} 0 0\n");
        var sockets = new TimeSpan[1];
        if (cpu.TryRead(sockets)) Assert.Equal(TimeSpan.Zero, sockets[0]);
    }

    [Fact]
    public void Without_the_file_there_is_no_reading()
        => Assert.False(new StatCpu(new PseudoFs("/nonexistent"), new CpuTopology { SocketOf = [0] }, _clock).TryRead(new TimeSpan[1]));

    public void Dispose() => _proc.Dispose();

    private StatCpu Open(int[] socketOf, string text)
    {
        Show(text);
        return new StatCpu(_proc.Fs, new CpuTopology { SocketOf = socketOf }, _clock);
    }

    private void Show(string text) => _proc.With("stat", text);

    private static TimeSpan[] Busy(StatCpu cpu)
    {
        var sockets = new TimeSpan[cpu.Sockets.Count];
        Assert.True(cpu.TryRead(sockets));
        return sockets;
    }

    private sealed class SetClock : TimeProvider
    {
        internal double Seconds { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (long)(Seconds * TimeSpan.TicksPerSecond);
    }
}
