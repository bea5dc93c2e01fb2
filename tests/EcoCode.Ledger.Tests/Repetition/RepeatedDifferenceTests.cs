using System.Text.Json;
using EcoCode.Ledger.Comparison;
using EcoCode.Ledger.Repetition;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Repetition;

public sealed class RepeatedDifferenceTests
{
    [Fact]
    public void The_same_energies_are_no_difference()
    {
        RepeatedDifference same = Between(Command(100, 102, 98, 101), Command(101, 99, 100, 102));
        Assert.Equal(Verdict.NotToldApart, same.Verdict);
        Assert.True(same.Test!.P > 0.5);
    }

    [Fact]
    public void Less_and_more_are_found_though_the_bands_overlap_where_the_sources_are_the_same()
    {
        RepeatedCommand reference = Command(100, 101, 99);
        Assert.Equal(Verdict.Less, Between(reference, Command(80, 81, 79)).Verdict);
        Assert.Equal(Verdict.More, Between(reference, Command(120, 121, 119)).Verdict);
        Assert.True(Between(reference, Command(80, 81, 79)).BandsCancel);
        Assert.True(reference.BandJ > 20, "the bands of this test do not overlap");
    }

    [Fact]
    public void Where_the_sources_differ_the_bands_must_keep_apart()
    {
        RepeatedCommand reference = Command(100, 101, 99);
        Assert.Equal(Verdict.NotToldApart, Between(reference, Other(120, 121, 119)).Verdict);
        Assert.Equal(Verdict.More, Between(reference, Other(400, 401, 399)).Verdict);
    }

    [Fact]
    public void One_run_of_each_is_never_a_difference() => Assert.Equal(Verdict.NotToldApart, Between(Command(100), Command(1)).Verdict);

    [Fact]
    public void With_more_commands_more_is_asked_of_each()
    {
        RepeatedCommand reference = Command(100, 102, 98), near = Command(104, 106, 102);
        Assert.InRange(Between(reference, near).Test!.P, 0.05 / 4, 0.1);
        Assert.Equal(0.0125, RepeatedDifference.Of([reference, near, near, near, near])[0].MostP);
    }

    [Fact]
    public void Json_has_every_value_and_the_verdict_as_a_word()
    {
        using var buffer = new MemoryStream();
        RepeatedRuns.Of([Command(100, 101, 99), Command(80, 81, 79)], interrupted: false).WriteJson(buffer);
        using JsonDocument json = JsonDocument.Parse(buffer.ToArray());
        Assert.Equal("ecocode.repetition/1", json.RootElement.GetProperty("schema").GetString());
        JsonElement energy = json.RootElement.GetProperty("commands")[0].GetProperty("energy_j");
        Assert.Equal([100.0, 101, 99], energy.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(1, energy.GetProperty("sigma").GetDouble(), 1e-12);
        Assert.Equal("less", json.RootElement.GetProperty("differences")[0].GetProperty("verdict").GetString());
    }

    private static RepeatedDifference Between(RepeatedCommand reference, RepeatedCommand other) => RepeatedDifference.Of([reference, other]).Single();

    private static RepeatedCommand Command(params double[] joules) => RepeatedCommand.Of("a", [.. joules.Select(value => Record(value, "model-vcpu"))]);

    private static RepeatedCommand Other(params double[] joules) => RepeatedCommand.Of("b", [.. joules.Select(value => Record(value, "rapl-perf"))]);

    private static RunRecord Record(double joules, string source) => VmRun.Record with
    {
        Total = VmRun.Record.Total with { EnergyJ = Energy.FromJoules(joules), BandJ = joules * 0.4 },
        Components = [VmRun.Record.Components[0] with { Source = source }],
    };
}
