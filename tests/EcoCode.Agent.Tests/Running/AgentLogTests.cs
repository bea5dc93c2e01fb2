using EcoCode.Agent.Running;
using EcoCode.Quantities;

namespace EcoCode.Agent.Tests.Running;

public sealed class AgentLogTests
{
    [Theory]
    [InlineData(true, "<6>a", "<4>warning[ECO7005]: b (c)", "<3>d")]
    [InlineData(false, "a", "warning[ECO7005]: b (c)", "d")]
    public void The_severity_stands_in_front_where_the_journal_reads(bool journal, params string[] expected)
    {
        var lines = new List<string>();
        var log = new AgentLog(lines.Add, journal);
        log.Tell("a");
        log.Warn(new Note("ECO7005", "b", "c"));
        log.Fail("d");
        Assert.Equal(expected, lines);
    }
}
