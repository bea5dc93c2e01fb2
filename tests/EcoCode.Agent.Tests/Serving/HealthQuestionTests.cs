using System.Net;
using System.Net.Sockets;
using System.Text;
using EcoCode.Agent.Serving;
using EcoCode.Quantities;

namespace EcoCode.Agent.Tests.Serving;

public sealed class HealthQuestionTests
{
    [Fact]
    public async Task An_agent_that_measures_says_so()
    {
        (string? said, Note? problem, string asked) = await Ask("200 OK", "the last tick was 0.2 s ago");

        Assert.Null(problem);
        Assert.Equal("the last tick was 0.2 s ago", said);
        Assert.StartsWith("GET /healthz HTTP/1.1", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_does_not_measure_is_a_problem_with_its_reason()
    {
        (string? said, Note? problem, _) = await Ask("503 Service Unavailable", "no tick for 40 s");

        Assert.Null(said);
        Assert.Equal("ECO7030", problem!.Code);
        Assert.Contains("no tick for 40 s", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_a_port_is_a_problem()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        (string? said, Note? problem) = await HealthQuestion.Ask(At($"127.0.0.1:{port}"));

        Assert.Null(said);
        Assert.Contains("no agent answers", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_listens_at_all_addresses_is_asked_at_its_own()
    {
        (string? said, _, _) = await Ask("200 OK", "well", "0.0.0.0");

        Assert.Equal("well", said);
    }

    [Fact]
    public async Task A_socket_without_anybody_behind_it_is_a_problem()
    {
        (_, Note? problem) = await HealthQuestion.Ask(At($"unix:{Path.Join(Path.GetTempPath(), Path.GetRandomFileName())}"));

        Assert.Equal("ECO7030", problem!.Code);
    }

    private static ServerOptions At(string address)
    {
        Assert.True(ListenAddress.TryParse(address, out ListenAddress? listen));
        return new ServerOptions { Listen = [listen] };
    }

    /// <summary>Asks a server that answers one request with these words.</summary>
    private static async Task<(string? Said, Note? Problem, string Asked)> Ask(string status, string body, string host = "127.0.0.1")
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> answering = Answer(listener, $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        (string? said, Note? problem) = await HealthQuestion.Ask(At($"{host}:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        return (said, problem, await answering);
    }

    private static async Task<string> Answer(TcpListener listener, string text)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string first = await reader.ReadLineAsync() ?? "";
        while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        return first;
    }
}
