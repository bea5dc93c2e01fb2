using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.OpenMetrics;
using EcoCode.Telemetry.Otlp;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Telemetry.Tests.Otlp;

/// <remarks>Meters are found by their names in all of a process, so that only one test at a time can have them.</remarks>
[Collection(nameof(Collector))]
public sealed class ShareMeasurementsTests
{
    [Fact]
    public async Task Whatever_comes_goes_and_fails_all_series_of_all_their_begins_are_what_processes_used()
    {
        var random = new Random(4);
        await using Collector collector = await Collector.Start();
        using OtlpConnection connection = OtlpConnection.Open(new OtlpSettings { Endpoint = collector.Address, Protocol = OtlpProtocol.Http }, new Dictionary<string, string>(), out _)!;
        using var shares = new ShareMeasurements(connection, most: 12);
        var list = new ShownProcesses(4);
        var population = new Population(seed: 4, life: 8);
        var last = new Dictionary<(ulong Start, string Attributes), double>();
        var sums = new Dictionary<ulong, double>();
        for (int tick = 0; tick < 400; tick++)
        {
            MachineSnapshot snapshot = population.Next();
            NodeReading reading = Made.Node(snapshot) with { Processes = list.Take(snapshot) };
            collector.Takes = tick < 395 && random.Next(3) > 0;
            bool taken = shares.Push(reading);
            Assert.Equal(collector.Takes, taken);
            if (!taken) continue;
            Point[] points = [.. Point.Of(collector.Taken.Last()).Where(point => point.Metric == "ecocode.process.energy")];
            ulong start = Assert.Single(points.Select(point => point.Start).Distinct());
            sums[start] = points.Sum(point => point.Value);
            foreach (Point point in points)
            {
                // A process that is chosen again begins again.
                if (!point.Attributes.Contains("ecocode.rest", StringComparison.Ordinal)) continue;
                Assert.True(point.Value >= last.GetValueOrDefault((start, point.Attributes)), $"tick {tick}: {point}");
                last[(start, point.Attributes)] = point.Value;
            }

            Assert.Equal(population.Used / 1e6, sums.Values.Sum(), 6);
        }

        Assert.InRange(sums.Count, 5, 200);
    }
}
