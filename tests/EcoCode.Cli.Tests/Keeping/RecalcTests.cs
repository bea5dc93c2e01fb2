using System.Text.Json;
using EcoCode.Ledger;
using EcoCode.Ledger.Sqlite;
using EcoCode.Ledger.Store;
using EcoCode.Ledger.Tests.Runs;
using EcoCode.Quantities;

namespace EcoCode.Cli.Tests.Keeping;

/// <summary>A run over midnight: 100 J in the minute before, 300 J in the minute after, in Germany at PUE 1.</summary>
public sealed class RecalcTests : IDisposable
{
    private const double KilowattHours = 400 / 3.6e6;

    private static readonly DateTimeOffset Started = new(2026, 8, 22, 23, 59, 0, TimeSpan.Zero);

    private readonly SeededLedger _ledger = new();

    public RecalcTests()
    {
        using SqliteLedger ledger = SqliteLedger.Open(_ledger.Path);
        ledger.Add(Night);
    }

    private static StoredRun Night => StoredRuns.Gpu with
    {
        Record = GpuRun.Record with
        {
            Run = GpuRun.Record.Run with { Id = "r-0123", Name = "night", Started = Started, DurationS = 120 },
            Total = GpuRun.Record.Total with { EnergyJ = Energy.FromJoules(400), EnergyKwh = KilowattHours },
            Impact = GpuRun.Record.Impact with
            {
                FacilityEnergyJ = Energy.FromJoules(400), Co2eG = KilowattHours * 344, WaterL = 0.3, WaterOffSiteL = 0.3, Costs = [new("rental", 0.04m, "USD", 1.2m, "h", "given")],
            },
            Warnings = [.. GpuRun.Record.Warnings, new("ECO3022", "a wider zone")],
        },
        Parts = [new("cpu", "package 0")],
        Samples = [new(0, 60, [Energy.FromJoules(100)]), new(60, 60, [Energy.FromJoules(300)])],
    };

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void Each_sample_counts_at_the_intensity_of_its_own_time()
    {
        string file = Grid("2026-08-22T00:00Z,2026-08-23T00:00Z,100", "2026-08-23T00:00Z,2026-08-24T00:00Z,500");
        string text = _ledger.Output("runs", "recalc", "r-0123", "--grid-provider", "file", "--grid-file", file);
        Assert.Contains("DE 344 g/kWh lifecycle, ember-2026 (2025) → DE 400 g/kWh lifecycle, file", text, StringComparison.Ordinal);
        RunRecord after = Read();
        Assert.Equal(((100 * 100.0) + (300 * 500)) / 400, after.Impact.Grid.GPerKwh, 9);
        Assert.Equal(KilowattHours * 400, after.Impact.Co2eG, 12);
        Assert.Equal((1.0, true, "file"), (after.Impact.Grid.Parts[0].Share, after.Impact.Grid.Parts[0].Live, after.Impact.Grid.Parts[0].Source));

        // All that nothing was said of stays: energies, water, the price, the rental, the making, the name.
        Assert.Equal((Night.Record.Total.EnergyJ, Night.Record.Machine.EnergyJ, "night"), (after.Total.EnergyJ, after.Machine.EnergyJ, after.Run.Name));
        Assert.Equal((0.3, 0.31m, 6.2), (after.Impact.WaterL, after.Impact.Cost!.PricePerKwh, after.Impact.Co2eEmbodiedG));
        Assert.Equal((0.04m, "USD"), (after.Impact.Rental!.Amount, after.Impact.Rental.Currency));
        Assert.DoesNotContain(after.Warnings, note => note.Code == "ECO3022");
        Assert.Contains("9 % of the energy is modelled", after.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_provider_lacks_is_the_tables_and_that_is_said()
    {
        string file = Grid("2026-08-23T00:00Z,2026-08-24T00:00Z,500");
        Assert.Contains("live 75 %, table 25 %", _ledger.Output("runs", "recalc", "0123", "--grid-provider", "file", "--grid-file", file), StringComparison.Ordinal);
        Assert.Equal((0.75 * 500) + (0.25 * 329.65), Read().Impact.Grid.GPerKwh, 9);
    }

    [Fact]
    public void A_provider_without_anything_of_that_time_changes_nothing()
    {
        string before = _ledger.Output("show", "r-0123", "--json");
        Ended ended = _ledger.Run("runs", "recalc", "r-0123", "--grid-provider", "file", "--grid-file", Grid("2026-01-01T00:00Z,2026-01-02T00:00Z,500"));
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error[ECO31", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, _ledger.Output("show", "r-0123", "--json"));
    }

    [Fact]
    public void A_marginal_provider_adds_its_view_and_leaves_the_average()
    {
        string file = Grid("2026-08-23T00:00Z,2026-08-24T00:00Z,900");
        _ledger.Output("runs", "recalc", "r-0123", "--grid-provider", "file", "--grid-kind", "marginal", "--grid-file", file);
        RunImpact impact = Read().Impact;
        Assert.Equal((344, KilowattHours * 344), (impact.Grid.GPerKwh, impact.Co2eG));
        Assert.Equal((900, 0.75, "file"), (impact.Marginal!.GPerKwh, impact.Marginal.Share, impact.Marginal.Provider));
        Assert.Equal(KilowattHours * 0.75 * 900, impact.Marginal.Co2eG, 12);
    }

    [Fact]
    public void A_wrong_zone_is_mended_with_all_that_goes_by_it()
    {
        _ledger.Output("runs", "recalc", "r-0123", "--zone", "aws:eu-central-1");
        RunImpact impact = Read().Impact;
        Assert.Equal((329.65, 1.35, 540.0), (impact.Grid.GPerKwh, impact.Pue, impact.FacilityEnergyJ.Joules));
        Assert.Equal((0.1922m, "EUR"), (impact.Cost!.PricePerKwh, impact.Cost.Currency));
        using JsonDocument list = JsonDocument.Parse(_ledger.Output("runs", "--json", "--name", "night"));
        Assert.Equal(impact.Co2eG, list.RootElement[0].GetProperty("co2e_g").GetDouble());
    }

    [Fact]
    public void A_tariff_prices_each_sample_by_its_own_time()
    {
        string tariff = Write("tariff.json", """{"time_zone": "UTC", "currency": "USD", "price_per_kwh": 1, "rules": [{"days": "sun", "price_per_kwh": 3}]}""");
        _ledger.Output("runs", "recalc", "r-0123", "--tariff", tariff, "--instance-price", "6USD/h");
        RunImpact impact = Read().Impact;
        Assert.Equal((2.5m, "USD", 344), (impact.Cost!.PricePerKwh, impact.Cost.Currency, impact.Grid.GPerKwh));
        Assert.Equal(0.2m, decimal.Round(impact.Rental!.Amount, 12));
    }

    [Fact]
    public void A_dry_run_says_it_and_writes_nothing()
    {
        string before = _ledger.Output("show", "r-0123", "--json");
        Assert.Contains("FR", _ledger.Output("runs", "recalc", "--dry-run", "r-0123", "--zone", "FR"), StringComparison.Ordinal);
        Assert.Equal(before, _ledger.Output("show", "r-0123", "--json"));
    }

    [Fact]
    public void A_run_that_was_cut_off_keeps_its_energy()
    {
        decimal Joules()
        {
            using JsonDocument json = JsonDocument.Parse(_ledger.Output("show", "r-01ab", "--json"));
            return json.RootElement.GetProperty("total").GetProperty("energy_j").GetDecimal();
        }

        decimal before = Joules();
        _ledger.Output("runs", "recalc", "r-01ab", "--zone", "FR");
        Assert.Equal(before, Joules());
        Assert.Contains("FR", _ledger.Output("show", "r-01ab"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs recalc r-0123", "ECO3155")]
    [InlineData("runs recalc r-0123 --zone Germny", "ECO3001")]
    [InlineData("runs recalc --zone DE", "ECO4007")]
    public void What_is_wrong_is_said(string words, string code)
    {
        Ended ended = _ledger.Run(words.Split(' '));
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith($"error[{code}]", ended.Error, StringComparison.Ordinal);
    }

    private RunRecord Read()
    {
        using SqliteLedger ledger = SqliteLedger.Open(_ledger.Path);
        return ledger.Load("r-0123", samples: false)!.Record;
    }

    private string Grid(params string[] rows) => Write("grid.csv", $"from,to,g_per_kwh\n{string.Join('\n', rows)}\n");

    private string Write(string name, string text)
    {
        string path = Path.Join(_ledger.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
