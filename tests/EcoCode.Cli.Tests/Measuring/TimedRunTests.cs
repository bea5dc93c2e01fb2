using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace EcoCode.Cli.Tests.Measuring;

/// <summary>Runs that are judged by what goes by the time, as users see them.</summary>
public sealed class TimedRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_provider_that_accepts_and_never_answers_costs_one_warning()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using JsonDocument run = Run("--zone", "DE", "--grid-provider", "carbon-aware-sdk", "--grid-kind", "average", "--grid-url", $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}");

        // "Had not answered", and not "did not answer within 10 s": the end has not waited for that.
        Assert.Equal(["ECO3153"], Codes(run));
        JsonElement grid = run.RootElement.GetProperty("impact").GetProperty("grid");
        Assert.Equal(0, grid.GetProperty("parts").GetArrayLength());
        Assert.Equal(329.65, grid.GetProperty("g_per_kwh").GetDouble());
    }

    [Fact]
    public void Live_figures_tariff_and_rental_are_in_one_record()
    {
        string tariff = Write("tariff.json", """{"time_zone": "America/New_York", "currency": "EUR", "rules": [{"price_per_kwh": 0.5}]}""");
        using JsonDocument run = Run("--zone", "DE", "--grid-provider", "static", "--grid-intensity", "100", "--tariff", tariff, "--instance-price", "3.6USD/h", "--pue", "2");
        JsonElement impact = run.RootElement.GetProperty("impact");
        double kilowattHours = impact.GetProperty("facility_energy_j").GetDouble() / 3.6e6, hours = run.RootElement.GetProperty("run").GetProperty("duration_s").GetDouble() / 3600;
        JsonElement[] costs = [.. impact.GetProperty("costs").EnumerateArray()];
        Assert.Equal(["electricity EUR kWh", "rental USD h"], costs.Select(cost => $"{cost.GetProperty("of")} {cost.GetProperty("currency")} {cost.GetProperty("per")}"));
        Assert.Equal((0.5, tariff), (costs[0].GetProperty("price").GetDouble(), costs[0].GetProperty("source").GetString()));
        Assert.Equal(kilowattHours * 0.5, costs[0].GetProperty("amount").GetDouble(), 12);
        Assert.Equal(hours * 3.6, costs[1].GetProperty("amount").GetDouble(), 9);
        Assert.Equal(costs[0].GetProperty("amount").GetDecimal(), impact.GetProperty("cost").GetProperty("amount").GetDecimal());
    }

    [Theory]
    [InlineData("--tariff", "/nowhere/night.json", "ECO3144")]
    [InlineData("--instance-price", "1.20", "ECO3143")]
    public void A_mistake_is_told_before_anything_is_started(string option, string value, string code)
    {
        string trace = Path.Join(_folder.FullName, "started");
        Ended ended = Ecocode.Run(["run", "--no-config", option, value, "--", "touch", trace], Environment);
        Assert.Equal((125, false), (ended.ExitCode, File.Exists(trace)));
        Assert.StartsWith($"error[{code}]", ended.Error, StringComparison.Ordinal);
    }

    private (string, string?)[] Environment => [("ECOCODE_LEDGER", Path.Join(_folder.FullName, "ledger.db")), ("XDG_CACHE_HOME", _folder.FullName), ("XDG_CONFIG_HOME", _folder.FullName)];

    private JsonDocument Run(params string[] options)
    {
        string file = Path.Join(_folder.FullName, "run.json");
        Ended ended = Ecocode.Run(["run", "--no-config", $"--json={file}", .. options, "--", "true"], Environment);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return JsonDocument.Parse(File.ReadAllText(file));
    }

    private static string[] Codes(JsonDocument run)
        => [.. run.RootElement.GetProperty("warnings").EnumerateArray().Select(note => note.GetProperty("code").GetString()!).Where(code => code.StartsWith("ECO3", StringComparison.Ordinal))];

    private string Write(string name, string text)
    {
        string path = Path.Join(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
