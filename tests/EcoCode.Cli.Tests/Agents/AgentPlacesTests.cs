using EcoCode.Cli.Agents.Asking;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Agents;

/// <summary>Where the agent of this machine is looked for.</summary>
public sealed class AgentPlacesTests
{
    [Theory]
    [InlineData("/somewhere/agent.sock")]
    [InlineData("@agent")]
    [InlineData("agent.sock")]
    public void What_the_variable_names_is_asked_whether_it_is_there_or_not(string text)
    {
        Assert.Equal(text, Find(text, out bool named, out Note? problem)?.Text);
        Assert.Equal((true, null), (named, problem));
    }

    [Theory]
    [InlineData("https://gpu-07:9464", "is an address of the network")]
    [InlineData("unix:///run/ecocode/agent.sock", "is an address of the network")]
    [InlineData("@", "is no path of at most 107 bytes")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_can_be_no_socket_is_told_with_its_cause_and_what_mends_it(string? text, string? cause)
    {
        LocalAddress? found = Find(text, out bool named, out Note? problem);
        Assert.Equal(cause is not null, named);
        if (cause is null)
        {
            Assert.Null(problem);
            return;
        }

        Assert.Null(found);
        Assert.Equal("ECO7250", problem!.Code);
        Assert.Contains($"`{text}` {cause}", problem.Message, StringComparison.Ordinal);
        Assert.Contains("ECOCODE_AGENT=/run/ecocode/agent.sock", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_no_socket_can_have_is_told()
    {
        Assert.Null(Find("/" + new string('x', 107), out _, out Note? problem));
        Assert.Contains("107 bytes", problem!.Message, StringComparison.Ordinal);
        Assert.NotNull(Find("/" + new string('x', 106), out _, out problem));
        Assert.Null(problem);
    }

    private static LocalAddress? Find(string? text, out bool named, out Note? problem)
        => AgentPlaces.Find(name => name == AgentPlaces.Variable ? text : null, out named, out problem);
}
