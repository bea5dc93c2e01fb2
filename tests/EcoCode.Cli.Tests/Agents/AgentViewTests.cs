using System.Net;
using System.Text;
using EcoCode.Cli.Agents.Asking;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Agents;

/// <summary>What a dashboard sees of an agent.</summary>
public sealed class AgentViewTests
{
    [Fact]
    public void What_is_no_agent_is_named_as_such()
    {
        using var run = new FakeAgent("{}", role: "run");
        Assert.False(LocalAgentView.TryOpen(run.Address, TimeProvider.System, out _, out Note? problem));
        Assert.Equal("ECO7244", problem.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("/a/path/that/is/longer/than/the/hundred/and/seven/bytes/that/the/kernel/has/room/for/in/the/address/of/a/local/socket/agent.sock")]
    public void What_can_be_no_address_is_refused(string text)
    {
        Assert.False(new AgentChoice(text, null).TryOpen(TimeProvider.System, out _, out Note? problem));
        Assert.Equal("ECO7249", problem.Code);
    }

    [Fact]
    public void A_socket_that_is_not_there_says_so()
    {
        Assert.False(new AgentChoice("/nowhere/agent.sock", null).TryOpen(TimeProvider.System, out _, out Note? problem));
        Assert.Equal("ECO7242", problem.Code);
        Assert.Contains("there is no such socket", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_never_sent_in_cleartext_to_another_machine()
    {
        Assert.False(new AgentChoice("http://name:xyzzy42@192.0.2.1:9464", null).TryOpen(TimeProvider.System, out _, out Note? problem));
        Assert.Equal("ECO7247", problem.Code);
        Assert.DoesNotContain("xyzzy42", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_file_that_is_not_there_is_named()
    {
        Assert.False(new AgentChoice("https://127.0.0.1:1", "/nowhere/token").TryOpen(TimeProvider.System, out _, out Note? problem));
        Assert.Equal("ECO7248", problem.Code);
    }

    [Theory]
    [InlineData(401, "ECO7246")]
    [InlineData(404, "ECO7246")]
    [InlineData(503, "ECO7246")]
    [InlineData(200, "ECO7244")]
    public async Task An_answer_that_is_no_snapshot_is_told(int status, string code)
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(async () =>
        {
            using System.Net.Sockets.TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            var request = new byte[4096];
            _ = await client.GetStream().ReadAsync(request, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"), TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        Assert.False(new AgentChoice($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", null).TryOpen(TimeProvider.System, out _, out Note? problem));
        Assert.Equal(code, problem.Code);
        await serving;
    }
}
