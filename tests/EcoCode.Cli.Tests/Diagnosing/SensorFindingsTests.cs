using EcoCode.Cli.Diagnosing;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Report.Diagnoses;
using EcoCode.Sensors;

namespace EcoCode.Cli.Tests.Diagnosing;

public sealed class SensorFindingsTests
{
    private static readonly Note Model = new("ECO1101", "CPU energy is an estimate", "use a meter");
    private static readonly Note Perf = new("ECO1002", "may not count", "setcap");
    private static readonly Note Denied = new("ECO1003", "root only", "`sudo ecocode doctor --fix rapl` opens it to one group");

    [Fact]
    public void A_counter_that_one_command_opens_is_a_failure_and_the_other_way_a_warning()
    {
        Finding[] findings = Of(Provenance.Modelled, Perf, Denied, Model);
        Assert.Equal((FindingLevel.Fail, "ECO1003", Denied.Hint), (findings[0].Level, findings[0].Code, findings[0].Fix));
        Finding other = Assert.Single(findings, finding => finding.Subject == "note");
        Assert.Equal((FindingLevel.Warn, "setcap"), (other.Level, other.Fix));
    }

    [Fact]
    public void A_model_where_there_is_nothing_else_is_a_warning()
    {
        Finding cpu = Of(Provenance.Modelled, Model)[0];
        Assert.Equal((FindingLevel.Warn, "CPU energy is an estimate", null), (cpu.Level, cpu.Reason, cpu.Fix));
    }

    [Fact]
    public void A_sensor_is_as_it_should_be_and_its_notes_are_not_lost()
    {
        Finding[] findings = Of(Provenance.Measured, new Note("ECO1004", "the CPU total lacks package 1"));
        Assert.Equal((FindingLevel.Ok, 0.05), (findings[0].Level, findings[0].RelativeBand));
        Assert.Contains(findings, finding => finding is { Level: FindingLevel.Warn, Code: "ECO1004" });
    }

    [Fact]
    public void Without_any_source_the_cpu_is_a_failure()
        => Assert.Equal(FindingLevel.Fail, SensorFindings.Of(new([], [], []), isVirtual: true).First().Level);

    private static Finding[] Of(Provenance provenance, params Note[] notes)
    {
        var source = new EnergySource(new Gauge()) { Component = Component.Cpu, Device = "package 0", Provenance = provenance, RelativeBand = 0.05, Method = "m", Origin = "o", Ceiling = Power.FromWatts(1) };
        return [.. SensorFindings.Of(new([new(Component.Cpu, [new([source])])], notes, ["`x`: inside"]), isVirtual: false)];
    }

    private sealed class Gauge : IPowerGauge
    {
        public SensorId Id => new("gauge");

        public ReadOutcome TryRead(out Power reading)
        {
            reading = default;
            return ReadOutcome.Ok;
        }
    }
}
