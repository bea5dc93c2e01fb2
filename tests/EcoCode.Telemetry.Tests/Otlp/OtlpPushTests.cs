using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry.Otlp;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Telemetry.Tests.Otlp;

[Collection(nameof(Collector))]
public sealed class OtlpPushTests
{
    private NodeReading? _now = Made.Node();

    [Theory]
    [InlineData(false, "/v1/metrics")]
    [InlineData(true, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")]
    public async Task Metrics_reach_a_collector_by_either_protocol(bool grpc, string path)
    {
        await using Collector collector = await Collector.Start(grpc);
        using (OtlpPush push = Open(collector.Address, grpc, settings => settings with { Headers = "authorization=Bearer%20x" }))
        {
            Assert.True(push.Push());
            Assert.Equal((1L, 0L, 0L), (push.Reading.Sent, push.Reading.Failed, push.Reading.Failing));
        }

        Assert.Equal((path, "Bearer x"), (collector.Last.Path, collector.Last.Headers["authorization"]));
        List<Point> points = Points(collector);
        Point cpu = points.Single(point => point.Metric == "hw.energy" && point.Attributes.Contains("hw.type=cpu", StringComparison.Ordinal));
        Assert.Equal(("J", true, true, 2, 3.000001), (cpu.Unit, cpu.Sum, cpu.Monotonic, cpu.Temporality, cpu.Value));
        Assert.Equal("ecocode.method=rapl-perf ecocode.provenance=measured hw.id=cpu hw.name=package 0 hw.type=cpu", cpu.Attributes);
        Assert.Equal((false, 3.25), points.Where(point => point.Metric == "hw.power" && point.Attributes == cpu.Attributes).Select(point => (point.Sum, point.Value)).Single());
        Assert.Contains("host.name=node-1", Point.ResourceOf(collector.Taken.First()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_told_is_what_is_documented()
    {
        await using Collector collector = await Collector.Start();
        using (OtlpPush push = Open(collector.Address)) Assert.True(push.Push());
        Dictionary<string, OtlpInstrument> documented = OtlpInstruments.All.ToDictionary(instrument => instrument.Name);
        List<Point> points = Points(collector);
        foreach (Point point in points)
        {
            OtlpInstrument instrument = documented[point.Metric];
            Assert.Equal((instrument.Unit, instrument.Counts, instrument.Counts), (point.Unit, point.Sum, point.Monotonic));
            string[] names = [.. point.Attributes.Split(' ').Where(pair => pair.Contains('=', StringComparison.Ordinal)).Select(pair => pair.Split('=')[0])];
            Assert.Empty(names.Except(instrument.Attributes.Select(name => name.Trim('[', ']'))));
            bool rest = names.Contains("ecocode.rest");
            if (!rest) Assert.Empty(instrument.Attributes.Where(name => name[0] != '[').Except(names));
        }

        // Of the machine made for it, nothing has a meter of all of it.
        Assert.Equal(documented.Keys.Except(["hw.host.energy", "hw.host.power"]).Order(), points.Select(point => point.Metric).Distinct().Order());
    }

    [Fact]
    public async Task A_meter_of_the_whole_machine_is_never_told_as_one_of_a_part()
    {
        await using Collector collector = await Collector.Start();
        MachineSnapshot snapshot = Made.Everything();
        _now = Made.Node(snapshot with { Sources = [.. snapshot.Sources, Made.Source(1, 0) with { Id = new SensorId("psys"), Component = Component.Platform, Shown = Energy.FromJoules(9), ShownPower = Power.FromWatts(90) }] });
        using (OtlpPush push = Open(collector.Address)) Assert.True(push.Push());
        List<Point> points = Points(collector);
        Assert.Equal([("hw.host.energy", 9.0), ("hw.host.power", 90.0)], points.Where(point => point.Metric.StartsWith("hw.", StringComparison.Ordinal) && point.Attributes.Contains("psys", StringComparison.Ordinal)).Select(point => (point.Metric, point.Value)));
        Assert.Equal(3.500001, points.Where(point => point.Metric == "hw.energy").Sum(point => point.Value), 9);
    }

    [Fact]
    public async Task A_collector_that_is_down_for_an_hour_gets_all_totals_afterwards()
    {
        await using Collector collector = await Collector.Start();
        MachineSnapshot snapshot = Made.Everything();
        using OtlpPush push = Open(collector.Address);
        Assert.True(push.Push());
        collector.Takes = false;
        for (int i = 1; i <= 240; i++)
        {
            _now = Made.Node(snapshot with { Sources = [Made.Source(3_000_001 + (i * 1_000_000L), 1)] });
            Assert.False(push.Push());
        }

        Assert.Equal((1L, 240L, 240L, "HTTP 503"), (push.Reading.Sent, push.Reading.Failed, push.Reading.Failing, push.Reading.Reason));
        collector.Takes = true;
        collector.Taken.Clear();
        Assert.True(push.Push());
        Assert.Equal(243.000001, Points(collector).Single(point => point.Metric == "hw.energy").Value, 9);
        Assert.Equal((2L, 240L, 0L, null), (push.Reading.Sent, push.Reading.Failed, push.Reading.Failing, push.Reading.Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_nobody_listens_the_reason_is_told_once_and_the_end_is_not_held_up(bool grpc)
    {
        using var told = new SemaphoreSlim(0);
        Note? note = null;
        int times = 0;
        OtlpPush push = Open(new Uri("http://127.0.0.1:9"), grpc, settings => settings with { Interval = TimeSpan.FromMilliseconds(1) });
        push.Start(changed =>
        {
            (note, times) = (changed, times + 1);
            told.Release();
        });
        Assert.True(told.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        while (push.Reading.Failed < 5) Thread.Yield();
        push.Dispose();
        Assert.Equal(1, times);
        Assert.Contains("refused", note!.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_grpc_collector_that_refuses_says_why()
    {
        await using Collector collector = await Collector.Start(grpc: true);
        collector.Takes = false;
        using OtlpPush push = Open(collector.Address, grpc: true);
        Assert.False(push.Push());
        Assert.Equal("gRPC status 14", push.Reading.Reason);
    }

    [Fact]
    public async Task Bodies_are_compressed_on_request()
    {
        await using Collector collector = await Collector.Start();
        using (OtlpPush push = Open(collector.Address, change: settings => settings with { Compressed = true })) Assert.True(push.Push());
        Assert.Equal("gzip", collector.Last.Headers["Content-Encoding"]);
        Assert.Contains(Points(collector), point => point.Metric == "hw.energy");
    }

    [Fact]
    public void A_certificate_that_is_none_is_told_before_anything_is_sent()
    {
        string path = Path.Join(Path.GetTempPath(), $"none-{Guid.NewGuid():N}.pem");
        OtlpSettings settings = new() { Endpoint = new Uri("https://127.0.0.1:9"), Protocol = OtlpProtocol.Grpc, Trusted = path };
        Assert.False(OtlpPush.TryOpen(settings, new Dictionary<string, string>(), () => _now, TimeProvider.System, out _, out Note? problem));
        Assert.Contains(path, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_snapshot_nothing_is_sent()
    {
        await using Collector collector = await Collector.Start();
        _now = null;
        using (OtlpPush push = Open(collector.Address)) Assert.True(push.Push());
        Assert.Empty(collector.Taken);
    }

    private static List<Point> Points(Collector collector) => [.. collector.Taken.SelectMany(Point.Of)];

    private OtlpPush Open(Uri address, bool grpc = false, Func<OtlpSettings, OtlpSettings>? change = null)
    {
        var settings = new OtlpSettings { Endpoint = grpc ? address : new Uri(address, "/v1/metrics"), Protocol = grpc ? OtlpProtocol.Grpc : OtlpProtocol.Http };
        var resource = new Dictionary<string, string> { ["host.name"] = "node-1" };
        Assert.True(OtlpPush.TryOpen(change?.Invoke(settings) ?? settings, resource, () => _now, TimeProvider.System, out OtlpPush? push, out Note? problem), problem?.Message);
        return push;
    }
}
