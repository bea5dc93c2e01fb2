using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Parsing;

public sealed class MemoryUseTests : IDisposable
{
    private readonly TemporaryTree _proc = new();

    [Theory]
    [InlineData(null, 8_000_000L * 1024, 3_000_000L * 1024)]
    [InlineData(4_096_000_000L, 4_096_000_000L, 3_000_000L * 1024)]
    [InlineData(1_000_000L, 1_000_000L, 1_000_000L)]
    [InlineData(long.MaxValue, 8_000_000L * 1024, 3_000_000L * 1024)] // no limit is told as a very high one
    public void In_use_is_what_is_not_available_within_the_limit(long? limit, long total, long used)
    {
        _proc.With("meminfo", "MemTotal:        8000000 kB\nMemFree:          100000 kB\nMemAvailable:    5000000 kB\nBuffers:           70000 kB\n");
        Assert.True(new MemoryUse(_proc.Fs, limit).TryRead(out long totalRead, out long usedRead));
        Assert.Equal((total, used), (totalRead, usedRead));
    }

    [Fact]
    public void More_available_than_there_is_leaves_nothing_in_use()
    {
        _proc.With("meminfo", "MemTotal: 10 kB\nMemAvailable: 11 kB\n");
        Assert.True(new MemoryUse(_proc.Fs).TryRead(out _, out long used));
        Assert.Equal(0, used);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal: 8000000 kB\n")] // before Linux 3.14
    [InlineData("MemTotal: many kB\nMemAvailable: 5 kB\n")]
    [InlineData("MemTotal: -5 kB\nMemAvailable: 5 kB\n")]
    [InlineData("MemTotal: 9223372036854775807 kB\nMemAvailable: 5 kB\n")]
    [InlineData("MemTotal: 99999999999999999999999 kB\nMemAvailable: 5 kB\n")]
    public void Garbage_is_no_reading(string text) => Assert.False(new MemoryUse(_proc.With("meminfo", text).Fs).TryRead(out _, out _));

    [Fact]
    public void Without_the_file_there_is_no_reading() => Assert.False(new MemoryUse(_proc.Fs).TryRead(out _, out _));

    public void Dispose() => _proc.Dispose();
}
