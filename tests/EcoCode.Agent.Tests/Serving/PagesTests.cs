using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EcoCode.Agent.Sampling;
using EcoCode.Metering.Snapshots;
using EcoCode.Telemetry.Machines;
using EcoCode.Telemetry.OpenMetrics;
using EcoCode.Telemetry.Tests.OpenMetrics;

namespace EcoCode.Agent.Tests.Serving;

public sealed class PagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_come_in_the_format_that_is_asked_for()
    {
        await using Served served = await Served.Start(Served.Anywhere);
        Assert.Equal(Text(ExpositionFormat.Prometheus), await served.Client.GetStringAsync("/metrics", Cancel));
        served.Client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/openmetrics-text"));
        using HttpResponseMessage answer = await served.Client.GetAsync("/metrics", Cancel);
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(["Accept", "Accept-Encoding"], answer.Headers.GetValues("Vary"));
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(Text(ExpositionFormat.OpenMetrics), text);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
        Assert.Equal(2, served.Count.Scrapes);
    }

    [Fact]
    public async Task Compressed_metrics_are_the_same()
    {
        await using Served served = await Served.Start(Served.Anywhere);
        served.Client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage answer = await served.Client.GetAsync("/metrics", Cancel);
            Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
            using var unpacked = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(Cancel), CompressionMode.Decompress));
            Assert.Equal(Text(ExpositionFormat.Prometheus), await unpacked.ReadToEndAsync(Cancel));
        }
    }

    [Fact]
    public async Task The_snapshot_comes_as_it_was_taken()
    {
        await using Served served = await Served.Start(Served.Anywhere);
        using HttpResponseMessage answer = await served.Client.GetAsync("/snapshot", Cancel);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        using JsonDocument document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.True(MachineJson.TryRead(document.RootElement, out MachineSnapshot? snapshot, out _));
        MachineSnapshot truth = Made.Node().Snapshot;
        Assert.Equal((truth.Number, truth.Energy, truth.Processes.Count), (snapshot.Number, snapshot.Energy, snapshot.Processes.Count));
    }

    [Fact]
    public async Task Before_the_first_tick_there_is_no_snapshot()
    {
        await using Served served = await Served.Start(Served.Anywhere, empty: true);
        using HttpResponseMessage answer = await served.Client.GetAsync("/snapshot", Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (answer.StatusCode, answer.Headers.GetValues("Retry-After").Single()));
    }

    [Fact]
    public async Task A_head_has_the_length_and_no_body()
    {
        await using Served served = await Served.Start(Served.Anywhere);
        using HttpResponseMessage answer = await served.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/metrics"), Cancel);
        Assert.Equal((HttpStatusCode.OK, (long?)Text(ExpositionFormat.Prometheus).Length), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.OK)]
    [InlineData("GET", "/metrics/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/../etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/", HttpStatusCode.MethodNotAllowed)]
    public async Task Other_paths_and_methods_are_told_so(string method, string path, HttpStatusCode status)
    {
        await using Served served = await Served.Start(Served.Anywhere);
        using HttpResponseMessage answer = await served.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);
        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.MethodNotAllowed) Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_body_is_refused_and_ends_the_connection()
    {
        await using Served served = await Served.Start(Served.Anywhere);
        using HttpResponseMessage answer = await served.Client.PostAsync("/metrics", new StringContent("a=1"), Cancel);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, true), (answer.StatusCode, answer.Headers.ConnectionClose));
        Assert.Equal(1, served.Count.Refused);
    }

    [Fact]
    public async Task Health_says_why_it_is_not_good()
    {
        var now = new Health(true, "ok: snapshot 3");
        await using Served served = await Served.Start(Served.Anywhere, health: () => now);
        Assert.Equal("ok: snapshot 3\n", await served.Client.GetStringAsync("/healthz", Cancel));
        now = new Health(false, "the sampler has been stuck for 9.0 s");
        using HttpResponseMessage answer = await served.Client.GetAsync("/healthz", Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the sampler has been stuck for 9.0 s\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
    }

    [Fact]
    public async Task Before_the_first_tick_there_are_no_metrics_rather_than_empty_ones()
    {
        await using Served served = await Served.Start(Served.Anywhere, empty: true);
        using HttpResponseMessage answer = await served.Client.GetAsync("/metrics", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(0, served.Count.Scrapes);
    }

    [Fact]
    public async Task Who_shows_no_secret_learns_whether_the_agent_lives_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await using Served served = await Served.Start(Served.Anywhere with { TokenFile = folder.Write("tokens", "letmein"), BasicFile = folder.Write("accounts", "prometheus:p") });
        foreach (string path in new[] { "/metrics", "/", "/none" })
        {
            using HttpResponseMessage refused = await served.Client.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal(["Basic", "Bearer"], refused.Headers.WwwAuthenticate.Select(each => each.Scheme));
        }

        Assert.Equal("ok\n", await served.Client.GetStringAsync("/healthz", Cancel));
        Assert.Equal(3, served.Count.Refused);
        served.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "letmein");
        Assert.Equal(Text(ExpositionFormat.Prometheus), await served.Client.GetStringAsync("/metrics", Cancel));
    }

    private static string Text(ExpositionFormat format)
    {
        var writer = new MetricWriter(format);
        NodeExposition.Write(Made.Node(), Made.Self, writer);
        writer.End();
        return System.Text.Encoding.UTF8.GetString(writer.Written);
    }
}
