using System.Net.Sockets;
using System.Text;
using EcoCode.Agent.Scraping;
using EcoCode.Agent.Serving;
using EcoCode.Quantities;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Agent.Tests.Serving;

public sealed class CrowdTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(300)]
    [InlineData(10_000)]
    public async Task Whoever_says_nothing_makes_room_for_who_asks(int idle)
    {
        int files = idle + 2500;
        Assert.SkipUnless(Files >= files, $"{idle} connections take {files} open files, and {Files} are allowed (`ulimit -n`)");
        await using Served served = await Served.Start(Served.Anywhere);
        var sockets = new List<Socket>();
        try
        {
            for (int i = 0; i < idle; i++)
            {
                sockets.Add(await served.Connect());
                if (i % 1000 == 150) Assert.NotEmpty(await served.Client.GetStringAsync("/metrics", Cancel));
            }

            using HttpClient another = served.Speak();
            Assert.NotEmpty(await another.GetStringAsync("/metrics", Cancel));
            Assert.InRange(served.Count.Refused, idle - 150, idle + 10);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Theory]
    [InlineData("\0\u0001\u0002\u0003 garbage \u007f\r\n\r\n")]
    [InlineData("GET /metrics HTTP/9.9\r\n\r\n")]
    [InlineData("GET /metrics HTTP/1.1\r\nbroken\r\n\r\n")]
    public async Task Garbage_is_answered_by_an_end(string garbage)
    {
        await using Served served = await Served.Start(Served.Anywhere);
        using Socket socket = await served.Connect();
        await socket.SendAsync(Encoding.Latin1.GetBytes(garbage), Cancel);
        await ReadToEnd(socket);
        Assert.NotEmpty(await served.Client.GetStringAsync("/metrics", Cancel));
    }

    [Theory]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\n\r\n", " 414 ")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: {0}\r\n\r\n", " 431 ")]
    public async Task Longer_lines_and_headers_than_anybody_needs_are_refused(string request, string status)
    {
        await using Served served = await Served.Start(Served.Anywhere);
        using Socket socket = await served.Connect();
        await socket.SendAsync(Encoding.Latin1.GetBytes(request.Replace("{0}", new string('a', 9000), StringComparison.Ordinal)), Cancel);
        Assert.Contains(status, (await ReadToEnd(socket)).Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_a_head_byte_by_byte_keeps_nobody_waiting()
    {
        await using Served served = await Served.Start(Served.Anywhere);
        var slow = new List<Socket>();
        for (int i = 0; i < 120; i++)
        {
            slow.Add(await served.Connect());
            await slow[^1].SendAsync("GET /metrics HTT"u8.ToArray(), Cancel);
        }

        Assert.NotEmpty(await served.Client.GetStringAsync("/metrics", Cancel));
        foreach (Socket socket in slow) socket.Dispose();
    }

    [Fact]
    public async Task A_second_agent_is_told_that_the_address_is_taken()
    {
        await using Served served = await Served.Start(Served.Anywhere);
        var options = new ServerOptions { Listen = [Served.Parse($"127.0.0.1:{served.Address.Port}")] };
        (AgentServer? server, Note? problem) = await Served.Try(options, new ScrapeCount(), Made.Node());
        Assert.Null(server);
        Assert.Equal(("ECO7002", $"cannot listen at `127.0.0.1:{served.Address.Port}`: the address is in use"), (problem?.Code, problem?.Message));
    }

    [Fact]
    public async Task A_socket_that_a_dead_agent_left_is_replaced_and_a_living_one_is_not()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("http.sock");
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Closing it would remove the file under its first name.
            dead.Bind(new UnixDomainSocketEndPoint(folder.PathOf("first.sock")));
            File.Move(folder.PathOf("first.sock"), path);
        }

        Assert.True(File.Exists(path));
        var options = new ServerOptions { Listen = [Served.Parse($"unix:{path}")] };
        (AgentServer? first, Note? problem) = await Served.Try(options, new ScrapeCount(), Made.Node());
        Assert.Null(problem);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(path));
        (AgentServer? second, problem) = await Served.Try(options, new ScrapeCount(), Made.Node());
        Assert.Null(second);
        Assert.Equal("ECO7002", problem?.Code);
        await first!.DisposeAsync();
    }

    /// <summary>Soft limit of open files, which the runtime has set to the hard one.</summary>
    private static long Files => long.Parse(File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> ReadToEnd(Socket socket)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Cancel) is > 0 and var read) text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // An end by reset is an end.
        }

        return text.ToString();
    }
}
