using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Telemetry.Machines;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Telemetry.Tests.Machines;

public sealed class MachineJsonTests
{
    private static readonly MachineSnapshot Everything = Made.Everything() with
    {
        MemoryBytes = 1L << 40,
        Elapsed = TimeSpan.FromTicks(12_345_678_901_237),
        Power = new PowerSplit(Power.FromWatts(0.1 + 0.2), default, default, default),
        Band = new Band(1.25, 3e-7),
    };

    [Fact]
    public void What_is_read_back_is_what_was_written()
    {
        MachineSnapshot read = Read(Text(Everything));
        Assert.Equal(Text(Everything), Text(read));
        Assert.Equal((Everything.Elapsed, Everything.Power, Everything.Band, Everything.MemoryBytes), (read.Elapsed, read.Power, read.Band, read.MemoryBytes));
        Assert.Equal(Everything.Processes, read.Processes);
        Assert.Equal(Everything.Sources, read.Sources);
        Assert.Equal(Everything.Groups, read.Groups);
    }

    [Fact]
    public void Processes_of_one_cgroup_share_an_object_again()
    {
        MachineSnapshot read = Read(Text(Everything));
        Assert.Same(read.Processes[0].Group, read.Processes[1].Group);
    }

    [Fact]
    public void Energies_are_whole_microjoules_beyond_what_a_double_holds()
    {
        MachineSnapshot large = Everything with { Energy = Made.Cpu(9_007_199_254_740_993) };
        Assert.Equal(large.Energy, Read(Text(large)).Energy);
    }

    [Fact]
    public void It_is_one_line() => Assert.DoesNotContain('\n', Text(Everything));

    [Fact]
    public void Keys_and_words_of_later_versions_do_no_harm()
    {
        JsonNode json = JsonNode.Parse(Text(Everything))!;
        json["later"] = 1;
        json["sources"]![0]!["state"] = "dreaming";
        json["groups"]![0]!["kind"] = "galaxy";
        MachineSnapshot read = Read(json.ToJsonString());
        Assert.Equal(SourceState.Lost, read.Sources[0].State);
        Assert.Equal(Everything.Groups.Count - 1, read.Groups.Count);
    }

    [Theory]
    [InlineData("""{"schema":"ecocode.machine/2"}""", "its schema is not `ecocode.machine/1`")]
    [InlineData("""{"schema":"ecocode.machine/1"}""", "it does not follow the schema")]
    [InlineData("""{"schema":1}""", "it does not follow the schema")]
    [InlineData("""[]""", "it does not follow the schema")]
    public void What_is_no_snapshot_is_refused_with_the_reason(string json, string problem)
    {
        Assert.False(MachineJson.TryRead(JsonElement.Parse(json), out _, out string? told));
        Assert.Equal(problem, told);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("processes")]
    [InlineData("energy_uj")]
    public void A_missing_key_is_no_zero(string key)
    {
        JsonNode json = JsonNode.Parse(Text(Everything))!;
        json.AsObject().Remove(key);
        Assert.False(MachineJson.TryRead(JsonElement.Parse(json.ToJsonString()), out _, out _));
    }

    private static string Text(MachineSnapshot snapshot)
    {
        var into = new ArrayBufferWriter<byte>();
        MachineJson.Write(into, snapshot);
        return Encoding.UTF8.GetString(into.WrittenSpan);
    }

    private static MachineSnapshot Read(string json)
    {
        Assert.True(MachineJson.TryRead(JsonElement.Parse(json), out MachineSnapshot? snapshot, out string? problem), problem);
        return snapshot;
    }
}
