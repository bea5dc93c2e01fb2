using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EcoCode.Ledger.Export;
using static EcoCode.Ledger.Tests.Runs.StoredRuns;

namespace EcoCode.Ledger.Tests.Export;

/// <summary>What InfluxDB itself makes of the line protocol.</summary>
public sealed class InfluxDatabaseTests : IDisposable
{
    private const string Program = "/usr/bin/influxd";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-influx-");
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private Process? _server;

    [Fact]
    public async Task It_takes_every_line_and_sums_to_the_same_energy()
    {
        Assert.SkipUnless(File.Exists(Program), "InfluxDB is not installed");
        await Start();
        await Post("query?q=" + Uri.EscapeDataString("CREATE DATABASE eco"), "");
        string lines = Exported(ExportFormat.Influx, default, Gpu, Vm, Hostile);
        await Post("write?db=eco", lines);
        double sum = await Query("SELECT sum(energy_j) FROM ecocode_run");
        Assert.Equal((double)(Gpu.Record.Total.EnergyJ + Vm.Record.Total.EnergyJ + Hostile.Record.Total.EnergyJ).Joules, sum, tolerance: 1e-6);
        foreach (string measurement in lines.TrimEnd('\n').Split('\n').Select(line => line.Split(',')[0]).Distinct())
        {
            int sent = lines.Split('\n').Count(line => line.StartsWith(measurement + ",", StringComparison.Ordinal));
            string field = measurement == "ecocode_metric" ? "last" : "energy_j";
            Assert.Equal(sent, await Query($"SELECT count(\"{field}\") FROM {measurement}"));
        }
    }

    public void Dispose()
    {
        if (_server is not null)
        {
            _server.Kill();
            _server.WaitForExit();
            _server.Dispose();
        }

        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task Start()
    {
        int http = FreePort(), rpc = FreePort();
        string config = Path.Join(_folder.FullName, "influxdb.conf");
        await File.WriteAllTextAsync(config, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{rpc}"
            [meta]
              dir = "{_folder.FullName}/meta"
            [data]
              dir = "{_folder.FullName}/data"
              wal-dir = "{_folder.FullName}/wal"
            [monitor]
              store-enabled = false
            [http]
              bind-address = "127.0.0.1:{http}"
              unix-socket-enabled = false
            """);
        _client.BaseAddress = new Uri($"http://127.0.0.1:{http}/");
        _server = Process.Start(new ProcessStartInfo(Program, ["-config", config]) { RedirectStandardError = true })!;

        // It says so itself when it listens.
        while (await _server.StandardError.ReadLineAsync() is { } line && !line.Contains("Listening on HTTP", StringComparison.Ordinal))
        {
        }

        // A pipe that nobody reads would stop it.
        _ = _server.StandardError.ReadToEndAsync();
    }

    private async Task Post(string path, string body)
    {
        using var content = new StringContent(body);
        using HttpResponseMessage answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<double> Query(string query)
    {
        string answer = await _client.GetStringAsync(new Uri("query?db=eco&q=" + Uri.EscapeDataString(query), UriKind.Relative));
        return JsonDocument.Parse(answer).RootElement.GetProperty("results")[0].GetProperty("series")[0].GetProperty("values")[0][1].GetDouble();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
