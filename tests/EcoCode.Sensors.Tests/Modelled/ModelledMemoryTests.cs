using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Modelled;

namespace EcoCode.Sensors.Tests.Modelled;

public sealed class ModelledMemoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-memory-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(null, 64)]
    [InlineData(8L << 30, 8)]
    [InlineData(1L << 50, 64)]
    public void Each_gigabyte_draws_the_same(long? limit, double gigabytes)
    {
        EnergySource source = Assert.Single(Find("MemFree: 1 kB\nMemTotal:       67108864 kB\n", limit)!.Sources);
        Assert.Equal(ReadOutcome.Ok, source.Gauge!.TryRead(out Power power));
        Assert.Equal(0.3725 * gigabytes, power.Watts, 9);
        Assert.Equal((Component.Dram, Provenance.Modelled, power), (source.Component, source.Provenance, source.Idle));
        Assert.Equal(("model-memory", "green-algorithms"), (source.Method, source.Origin));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal: -5 kB")]
    [InlineData("MemTotal: 0 kB")]
    [InlineData("MemTotal: 123456789012345678901234567890 kB")]
    [InlineData("MemTotal: 5 MB")]
    public void Memory_of_unknown_size_has_no_model(string meminfo) => Assert.Null(Find(meminfo, null));

    [Fact]
    public void Without_meminfo_there_is_no_model() => Assert.Null(ModelledMemory.Source(new(_root), CgroupLimits.None));

    private SourceGroup? Find(string meminfo, long? limit)
    {
        File.WriteAllText(Path.Join(_root, "meminfo"), meminfo);
        return ModelledMemory.Source(new(_root), new(null, limit));
    }
}
