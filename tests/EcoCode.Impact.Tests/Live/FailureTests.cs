using System.Net;
using System.Net.Sockets;
using EcoCode.Impact.Live;
using EcoCode.Impact.Live.Asking;

namespace EcoCode.Impact.Tests.Live;

/// <summary>What services and networks do wrong, each told by its own name.</summary>
public sealed class FailureTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401, "ECO3103", 1)]
    [InlineData(403, "ECO3103", 1)]
    [InlineData(404, "ECO3104", 1)]
    [InlineData(418, "ECO3106", 1)]
    [InlineData(429, "ECO3106", 2)]
    [InlineData(500, "ECO3106", 2)]
    [InlineData(503, "ECO3106", 2)]
    public async Task A_status_is_told_and_tried_once_more_only_where_it_may_pass(int status, string code, int times)
    {
        _bench.Server.Play = _ => Reply.Json("""{"message":"no"}""", status);
        Assert.Equal(code, (await AskAsync()).Problem!.Code);
        Assert.Equal(times, _bench.Server.Asked.Count);
        Assert.Equal(times - 1, _bench.Clock.Pauses.Count);
        Assert.All(_bench.Clock.Pauses, pause => Assert.InRange(pause, TimeSpan.Zero, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task The_second_try_may_do()
    {
        _bench.Server.Play = _ => _bench.Server.Asked.Count == 1 ? Reply.Json("{}", 503) : Reply.File("electricity-maps-latest");
        Assert.Equal("19:00-20:00 302?", Shown.Points(await AskAsync()));
    }

    [Fact]
    public async Task A_short_wait_that_the_server_wants_is_waited()
    {
        _bench.Server.Play = _ => _bench.Server.Asked.Count == 1 ? Reply.Json("{}", 429, "Retry-After: 2\r\n") : Reply.File("electricity-maps-latest");
        Assert.NotNull((await AskAsync()).Series);
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.Single(_bench.Clock.Pauses));
    }

    [Theory]
    [InlineData("Retry-After: 120\r\n")]
    [InlineData("Retry-After: Sat, 21 Nov 2026 19:14:00 GMT\r\n")]
    public async Task For_a_long_wait_that_the_server_wants_nothing_is_asked_by_any_process(string header)
    {
        _bench.Server.Play = _ => Reply.Json("{}", 429, header);
        Assert.Equal("ECO3106", (await AskAsync()).Problem!.Code);
        Assert.Equal("ECO3105 `electricity-maps` asks to be left alone until 19:14 UTC", Shown.Points(await AskAsync()));
        _bench.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal("ECO3105", (await AskAsync()).Problem!.Code);
        Assert.Single(_bench.Server.Asked);
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));
        _bench.Play("electricity-maps-latest");
        Assert.NotNull((await AskAsync()).Series);
    }

    [Fact]
    public async Task A_web_page_is_named_as_such()
    {
        _bench.Server.Play = _ => Reply.Of("\n<!DOCTYPE html><title>Log in</title>", "text/html");
        Assert.Equal("ECO3107", (await AskAsync()).Problem!.Code);
    }

    [Theory]
    [InlineData("""{"zone":"DE","carbonIntensity":302,""")]
    [InlineData("""{"zone":"DE","carbonInt""")]
    [InlineData("")]
    [InlineData("ok")]
    public async Task What_is_cut_off_or_no_JSON_is_not_used(string body)
    {
        _bench.Server.Play = _ => Reply.Json(body);
        Assert.Equal("ECO3108", (await AskAsync()).Problem!.Code);
        Assert.Single(_bench.Server.Asked);
    }

    [Fact]
    public async Task An_answer_that_ends_before_its_length_is_tried_again()
    {
        _bench.Server.Play = _ => _bench.Server.Asked.Count == 1 ? Reply.File("electricity-maps-latest").Cut(20) : Reply.File("electricity-maps-latest");
        Assert.Equal("19:00-20:00 302?", Shown.Points(await AskAsync()));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(350)]
    public async Task An_answer_that_never_ends_is_given_up_after_ten_seconds(int missing)
    {
        _bench.Server.Play = _ => Reply.File("electricity-maps-latest").Stalling(missing);
        Task<GridAnswer> asking = AskAsync();
        await _bench.Server.Stalled.Task.WaitAsync(Cancel);
        _bench.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("ECO3102 `electricity-maps` did not answer within 10 s", Shown.Points(await asking));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_read()
    {
        _bench.Server.Play = _ => Reply.Json(new string(' ', 4 << 20) + "{}");
        Assert.Equal("ECO3114", (await AskAsync()).Problem!.Code);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_the_key_stays()
    {
        await using var other = new PlayedServer();
        other.Play = _ => Reply.File("electricity-maps-latest");
        _bench.Server.Play = _ => Reply.Json("", 302, $"Location: {other.Address}carbon-intensity/latest\r\n");
        Assert.Equal("ECO3115", (await AskAsync()).Problem!.Code);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_ends_it_before_anything_is_sent()
    {
        using HttpMessageHandler handler = GridHttp.NewHandler(proxies: false);
        GridAnswer answer = await new ElectricityMaps(_bench.Way("electricity-maps", handler), "k3y", GridBasis.Lifecycle, _bench.Clock).LatestAsync("DE", Cancel);
        Assert.Equal("ECO3101 `electricity-maps` can't be reached: its certificate is not trusted, or the connection is not secure", Shown.Points(answer));
        Assert.Empty(_bench.Server.Asked);
    }

    [Fact]
    public async Task Where_nothing_listens_there_is_no_connection()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var address = new Uri($"https://localhost:{((IPEndPoint)unused.LocalEndpoint).Port}/");
        unused.Stop();
        using var way = new GridHttp("neso", address, PlayedServer.NewHandler(), _bench.Folder, _bench.Clock);
        Assert.Equal("ECO3101 `neso` can't be reached: no connection", Shown.Points(await new NesoGrid(way, _bench.Clock).LatestAsync("GB", Cancel)));
    }

    [Fact]
    public async Task Only_whoever_asks_can_cancel_and_is_told_by_an_exception()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _bench.Server.Play = _ => Reply.File("electricity-maps-latest").Stalling(20);
        Task<GridAnswer> asking = Provider().LatestAsync("DE", cancel.Token);
        await _bench.Server.Stalled.Task.WaitAsync(Cancel);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("https://carbon.example.org", true)]
    [InlineData("https://carbon.example.org/api", true)]
    [InlineData("http://localhost:5073", true)]
    [InlineData("http://127.0.0.1:5073/", true)]
    [InlineData("http://[::1]:5073/", true)]
    [InlineData("http://carbon.example.org", false)]
    [InlineData("http://localhost.example.org", false)]
    [InlineData("https://me:s3cret@carbon.example.org", false)]
    [InlineData("https://carbon.example.org/?key=s3cret", false)]
    [InlineData("https://carbon.example.org/#x", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("localhost:5073", false)]
    [InlineData("/api", false)]
    public void Only_HTTPS_is_asked_and_plain_HTTP_on_this_machine(string text, bool allowed) => Assert.Equal(allowed, GridAddress.TryParse(text, out _));

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private Task<GridAnswer> AskAsync() => Provider().LatestAsync("DE", Cancel);

    /// <summary>As of a process of its own.</summary>
    private ElectricityMaps Provider() => new(_bench.Way("electricity-maps"), "k3y", GridBasis.Lifecycle, _bench.Clock);
}
