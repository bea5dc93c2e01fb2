using EcoCode.Impact.Accounting;
using EcoCode.Impact.Live;
using EcoCode.Quantities;

namespace EcoCode.Impact.Tests.Accounting;

public sealed class ImpactAccountTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImpactFactors Factors = Resolved.Factors(new() { Zone = "aws:us-east-1", Pue = 1.3, Price = "0.31EUR", Machine = MachineKind.Server });

    private readonly ImpactAccount _account = new();

    [Fact]
    public void At_factors_that_stay_it_is_what_the_whole_amounts_to_however_it_came_in()
    {
        var random = new Random(3);
        Energy energy = default;
        TimeSpan elapsed = default;
        for (int tick = 0; tick < 100_000; tick++)
        {
            energy += Energy.FromMicrojoules(random.NextInt64(400_000_000));
            elapsed += TimeSpan.FromTicks(random.NextInt64(20_000_000));
            Take(energy, elapsed, Factors);
        }

        ImpactFigures whole = Factors.Of(energy, elapsed, 1);
        ImpactTotals sum = _account.Totals;
        Assert.Equal(whole.FacilityEnergy, sum.FacilityEnergy);
        Same(whole.Operational.Grams, sum.Lifecycle!.Value.Grams);
        Same(whole.Embodied!.Value.Grams, sum.Embodied!.Value.Grams);
        Same(whole.OnSiteWater!.Value.Litres, sum.OnSiteWater!.Value.Litres);
        Same(whole.OffSiteWater!.Value.Litres, sum.OffSiteWater!.Value.Litres);
        Same((double)whole.Cost!.Value.Amount, (double)Assert.Single(sum.Cost).Amount);
        Assert.Equal((null, 0, Energy.Zero), (sum.Direct, sum.Credit.Count, sum.UnpricedEnergy));
    }

    [Fact]
    public void Each_part_is_judged_by_the_grid_of_its_time_and_bases_are_kept_apart()
    {
        GridSeries live = Series(GridBasis.Direct, 100, 500);
        Take(Kilowatthours(1), TimeSpan.FromHours(1), Factors, live, Noon);
        Take(Kilowatthours(3), TimeSpan.FromHours(2), Factors, live, Noon.AddHours(1));
        Assert.Equal((1.3 * 100) + (2.6 * 500), _account.Totals.Direct!.Value.Grams, 9);
        Assert.Null(_account.Totals.Lifecycle);
        Take(Kilowatthours(4), TimeSpan.FromHours(3), Factors, live, Noon.AddHours(2));
        Assert.Equal(1.3 * Factors.Grid.Intensity.GramsPerKilowattHour, _account.Totals.Lifecycle!.Value.Grams, 9);
        Assert.Equal(1430, _account.Totals.Direct!.Value.Grams, 9);
    }

    [Fact]
    public void A_marginal_signal_is_not_what_the_energy_emits()
    {
        GridNow grid = GridNow.Of(Factors, Series(GridBasis.Direct, 900, 900, SignalKind.Marginal), Noon);
        Assert.Equal((Factors.Grid.Zone, Factors.Grid.Intensity, false), (grid.Zone, grid.Intensity, grid.Live));
    }

    [Fact]
    public void Prices_below_nothing_come_back_apart_and_hours_without_one_are_told()
    {
        ImpactFactors timed = Factors with { Tariff = null, Prices = new ByHour([0.30m, -0.10m, null]) };
        Take(Kilowatthours(1), TimeSpan.FromHours(1), timed, at: Noon);
        Take(Kilowatthours(2), TimeSpan.FromHours(2), timed, at: Noon.AddHours(1));
        Take(Kilowatthours(4), TimeSpan.FromHours(3), timed, at: Noon.AddHours(2));
        ImpactTotals totals = _account.Totals;
        Assert.Equal((new Money(0.39m, "EUR"), new Money(0.13m, "EUR"), Kilowatthours(2.6)), (Assert.Single(totals.Cost), Assert.Single(totals.Credit), totals.UnpricedEnergy));
    }

    [Fact]
    public void Energy_that_falls_and_comes_back_is_counted_once()
    {
        foreach (double kilowattHours in new[] { 5.0, 2, 4, 5, 6 }) Take(Kilowatthours(kilowattHours), TimeSpan.FromHours(1), Factors, at: Noon);
        Assert.Equal(Kilowatthours(6 * 1.3), _account.Totals.FacilityEnergy);
    }

    [Fact]
    public void What_costs_nothing_is_a_cost_of_nothing_and_no_credit()
    {
        Take(Kilowatthours(1), TimeSpan.FromHours(1), Factors with { Tariff = new Tariff(new Price(0, "EUR"), "given") }, at: Noon);
        Assert.Equal((new Money(0, "EUR"), 0), (Assert.Single(_account.Totals.Cost), _account.Totals.Credit.Count));
    }

    [Fact]
    public void Hardware_wears_while_time_passes_and_boards_only_where_they_are()
    {
        var machine = new EmbodiedFigure("server", "a server", Carbon.FromGrams(1_000_000), TimeSpan.FromHours(40_000), 1, "given");
        var board = new EmbodiedFigure("gpu", "a board", Carbon.FromGrams(200_000), TimeSpan.FromHours(50_000), 1, "given");
        ImpactFactors factors = Factors with { Embodied = [machine], Gpus = new Dictionary<string, EmbodiedFigure> { ["Board 1"] = board } };
        GridNow grid = GridNow.Of(factors, null, Noon);
        _account.Take(Kilowatthours(1), TimeSpan.FromHours(1), Noon, factors, grid, ["Board 1", "Board 1", "unknown"]);
        Assert.Equal(25 + 4 + 4, _account.Totals.Embodied!.Value.Grams, 9);
        _account.Take(Kilowatthours(1), TimeSpan.FromHours(3), Noon, factors, grid, []);
        Assert.Equal(33 + 50, _account.Totals.Embodied!.Value.Grams, 9);
        _account.Take(Kilowatthours(1), TimeSpan.FromHours(2), Noon, factors, grid, ["Board 1"]);
        Assert.Equal(83, _account.Totals.Embodied!.Value.Grams, 9);
    }

    [Fact]
    public void Whatever_comes_in_no_figure_falls()
    {
        var random = new Random(9);
        ImpactTotals before = ImpactTotals.None;
        for (int tick = 0; tick < 2_000; tick++)
        {
            ImpactFactors factors = Factors with { Pue = new PueFigure(1 + random.NextDouble(), "", "given", null), Tariff = new Tariff(new Price((decimal)(random.NextDouble() - 0.3), random.Next(2) == 0 ? "EUR" : "USD"), "given") };
            GridSeries live = Series(random.Next(2) == 0 ? GridBasis.Direct : GridBasis.Lifecycle, random.Next(-50, 900), 1);
            Take(Energy.FromMicrojoules(random.NextInt64(1_000_000 * (tick + 1))), TimeSpan.FromSeconds(tick - random.Next(3)), factors, live, Noon);
            ImpactTotals now = _account.Totals;
            Assert.True(now.FacilityEnergy >= before.FacilityEnergy && now.UnpricedEnergy >= before.UnpricedEnergy, $"tick {tick}");
            Assert.True((now.Lifecycle ?? default).Grams >= (before.Lifecycle ?? default).Grams && (now.Direct ?? default).Grams >= (before.Direct ?? default).Grams, $"tick {tick}");
            Assert.True((now.Embodied ?? default).Grams >= (before.Embodied ?? default).Grams, $"tick {tick}");
            foreach (Money sum in before.Cost) Assert.True(now.Cost.Single(other => other.Currency == sum.Currency).Amount >= sum.Amount, $"tick {tick}");
            foreach (Money sum in before.Credit) Assert.True(now.Credit.Single(other => other.Currency == sum.Currency).Amount >= sum.Amount, $"tick {tick}");
            before = now;
        }
    }

    private static Energy Kilowatthours(double value) => Energy.FromKilowattHours(value);

    private static void Same(double expected, double actual) => Assert.InRange(actual, expected * (1 - 1e-12), expected * (1 + 1e-12));

    private static GridSeries Series(GridBasis basis, double first, double second, SignalKind kind = SignalKind.Average)
        => new([new(Noon, Noon.AddHours(1), new(first), false), new(Noon.AddHours(1), Noon.AddHours(2), new(second), false)])
        {
            Zone = "X", Provider = "scripted", Kind = kind, Basis = basis, Retrieved = Noon,
        };

    private void Take(Energy energy, TimeSpan elapsed, ImpactFactors factors, GridSeries? live = null, DateTimeOffset at = default)
        => _account.Take(energy, elapsed, at, factors, GridNow.Of(factors, live, at), []);

    private sealed class ByHour(decimal?[] prices) : ITimedPrice
    {
        public string Currency => "EUR";

        public string Source => "scripted";

        public decimal? At(DateTimeOffset instant) => prices[(int)(instant - Noon).TotalHours];
    }
}
