using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Rapl;

namespace EcoCode.Sensors.Tests.Rapl;

public sealed class ZoneCounterTests : IDisposable
{
    private const string Counter = "class/powercap/intel-rapl:0/energy_uj";

    private readonly Machine _machine = new();

    public ZoneCounterTests() => _machine.Zone("intel-rapl:0", "package-0", 1000);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_counter_follows_its_file_and_wraps_at_the_zones_own_range()
    {
        _machine.Write("class/powercap/intel-rapl:0/max_energy_range_uj", 65_532_610_987);
        using ZoneCounter counter = Open();
        Assert.Equal(Energy.FromMicrojoules(65_532_610_987), counter.WrapsAt);
        Assert.Equal("powercap:intel-rapl:0", counter.Id.Value);
        Assert.Equal((ReadOutcome.Ok, 1000), Read(counter));
        _machine.Write(Counter, 2500);
        Assert.Equal((ReadOutcome.Ok, 2500), Read(counter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("12 34")]
    [InlineData("energy")]
    [InlineData("123456789012345678901234567890")]
    public void What_is_no_count_is_malformed_and_not_zero(string content)
    {
        using ZoneCounter counter = Open();
        _machine.Write(Counter, content);
        Assert.Equal((ReadOutcome.Malformed, 0), Read(counter));
        _machine.Write(Counter, 7);
        Assert.Equal((ReadOutcome.Ok, 7), Read(counter));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("much")]
    public void A_zone_without_a_range_cannot_be_used(string range)
    {
        _machine.Write("class/powercap/intel-rapl:0/max_energy_range_uj", range);
        Assert.Equal(ReadOutcome.Malformed, ZoneCounter.TryOpen(_machine.Sys, Zone(), out ZoneCounter? none));
        Assert.Null(none);
    }

    [Fact]
    public void A_zone_that_vanishes_is_gone_and_counts_again_when_it_returns()
    {
        // A file of a live thread behaves as a zone's does: once the thread has gone, the open descriptor answers ESRCH.
        using var opened = new ManualResetEventSlim();
        using var linked = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            _machine.Link(Counter, $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/oom_score");
            linked.Set();
            opened.Wait();
        });
        thread.Start();
        linked.Wait(TestContext.Current.CancellationToken);
        using ZoneCounter counter = Open();
        Assert.Equal(ReadOutcome.Ok, Read(counter).Outcome);

        opened.Set();
        thread.Join();
        Assert.True(SpinWait.SpinUntil(() => Read(counter).Outcome == ReadOutcome.Gone, TimeSpan.FromSeconds(30)));
        Assert.Equal((ReadOutcome.Gone, 0), Read(counter));

        _machine.Remove(Counter);
        _machine.Write(Counter, 4321);
        Assert.Equal((ReadOutcome.Ok, 4321), Read(counter));
    }

    [Fact]
    public void An_input_output_error_is_an_outcome()
    {
        // Reading one's own address 0 gives EIO, as a RAPL register does that the firmware has locked.
        _machine.Link(Counter, "/proc/self/mem");
        Assert.Equal(ReadOutcome.NotSupported, ZoneCounter.TryOpen(_machine.Sys, Zone(), out _));
    }

    [Fact]
    public void Steady_reading_allocates_nothing()
    {
        using ZoneCounter counter = Open();
        Assert.Equal(0, Allocations.Of(() => Read(counter)));
    }

    private static (ReadOutcome Outcome, long Microjoules) Read(ZoneCounter counter) => (counter.TryRead(out Energy reading), reading.Microjoules);

    private PowercapZone Zone() => Assert.Single(PowercapZone.FindAll(_machine.Sys));

    private ZoneCounter Open()
    {
        Assert.Equal(ReadOutcome.Ok, ZoneCounter.TryOpen(_machine.Sys, Zone(), out ZoneCounter? counter));
        return counter!;
    }
}
