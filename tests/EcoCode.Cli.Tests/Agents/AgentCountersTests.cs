using EcoCode.Cli.Agents.Asking;
using EcoCode.Host;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Cli.Tests.Agents;

/// <summary>Counters that an agent reads for a user who may not.</summary>
public sealed class AgentCountersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Measured_counters_of_cpus_and_memory_are_taken_with_all_that_is_known_of_them()
    {
        using var agent = new FakeAgent(FakeAgent.Package(7_000_000));
        using AgentCounters counters = Open(agent)!;
        Assert.Equal([Component.Cpu, Component.Dram], counters.Groups.Select(group => group.Sources[0].Component));
        EnergySource cpu = Assert.Single(counters.Groups[0].Sources);
        Assert.Equal(("agent-rapl-perf", "package 0", 0, 0.08, Provenance.Measured), (cpu.Method, cpu.Device, cpu.Socket!.Value, cpu.RelativeBand, cpu.Provenance));
        Assert.Equal(agent.Address.Text, cpu.Origin);
        Assert.Equal((ReadOutcome.Ok, 7_000_000), (cpu.Counter!.TryRead(out Energy energy), energy.Microjoules));
    }

    [Fact]
    public void Readings_follow_the_agent()
    {
        using var agent = new FakeAgent(FakeAgent.Package(7_000_000));
        using AgentCounters counters = Open(agent)!;
        IEnergyCounter cpu = counters.Groups[0].Sources[0].Counter!, memory = counters.Groups[1].Sources[0].Counter!;
        agent.Tell(FakeAgent.Package(9_500_000));
        Assert.True(SpinWait.SpinUntil(() => cpu.TryRead(out Energy now) == ReadOutcome.Ok && now.Microjoules == 9_500_000, Patience));
        Assert.True(SpinWait.SpinUntil(() => memory.TryRead(out Energy now) == ReadOutcome.Ok && now.Microjoules == 950_000, Patience));
    }

    [Fact]
    public void What_the_agent_has_lost_is_absent_and_not_zero()
    {
        using var agent = new FakeAgent(FakeAgent.Package(7_000_000));
        using AgentCounters counters = Open(agent)!;
        IEnergyCounter cpu = counters.Groups[0].Sources[0].Counter!;
        agent.Tell(FakeAgent.Package(7_000_000, state: "lost"));
        Assert.True(SpinWait.SpinUntil(() => cpu.TryRead(out _) == ReadOutcome.Stale, Patience));
        agent.Tell(FakeAgent.Package(8_000_000));
        Assert.True(SpinWait.SpinUntil(() => cpu.TryRead(out Energy now) == ReadOutcome.Ok && now.Microjoules == 8_000_000, Patience));
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{\"counters\":7}")]
    [InlineData("{\"counters\":[7,null,{},{\"id\":3,\"energy_uj\":\"x\"}]}")]
    public void An_agent_that_tells_nonsense_is_done_without(string text)
    {
        using var agent = new FakeAgent(text);
        Assert.Null(Open(agent));
    }

    [Fact]
    public void Models_of_an_agent_are_no_better_than_ones_own()
    {
        using var agent = new FakeAgent(FakeAgent.Package(7_000_000, provenance: "modelled"));
        Assert.Null(Open(agent));
    }

    [Fact]
    public void Where_nobody_listens_there_are_none_and_the_kernels_reason_is_told()
    {
        const int Refused = 111;
        Assert.Null(AgentCounters.Open(LocalAddress.Unguessable("ecocode-test."), TimeSpan.FromSeconds(1), TimeProvider.System, out int error));
        Assert.Equal(Refused, error);
    }

    [Fact]
    public void An_agent_that_ends_leaves_counters_without_a_value()
    {
        AgentCounters counters;
        IEnergyCounter cpu;
        using (var agent = new FakeAgent(FakeAgent.Package(7_000_000)))
        {
            counters = Open(agent)!;
            cpu = counters.Groups[0].Sources[0].Counter!;
        }

        using (counters) Assert.True(SpinWait.SpinUntil(() => cpu.TryRead(out _) == ReadOutcome.Stale, Patience));
    }

    private static AgentCounters? Open(FakeAgent agent) => AgentCounters.Open(agent.Address, TimeSpan.FromMilliseconds(100), TimeProvider.System, out _);
}
