using EcoCode.Quantities;

namespace EcoCode.Impact.Accounting;

/// <summary>Keeps what the energy of a machine amounts to while factors change: each part of it at the factors of its own time.</summary>
/// <remarks>
/// <see cref="ImpactFactors.Of"/> judges all of an energy at once, of which the past would be judged anew whenever a grid's intensity changes, and the
/// totals of a machine that is watched for months would fall. Sums are kept in <see cref="decimal"/>: at a tick of a second for ten years they are
/// right to the 15th digit, which is what a factor itself is right to. One thread uses it; its totals are read by any.
/// </remarks>
public sealed class ImpactAccount
{
    private const decimal MicrojoulesPerKilowattHour = 3.6e12m;

    private readonly MoneySums _cost = new();
    private readonly MoneySums _credit = new();
    private Energy _seen;
    private TimeSpan _elapsed;
    private decimal _facility;
    private decimal _unpriced;
    private decimal? _lifecycle;
    private decimal? _direct;
    private decimal? _embodied;
    private decimal? _onSite;
    private decimal? _offSite;

    /// <summary>What it amounts to so far.</summary>
    public ImpactTotals Totals { get; private set; } = ImpactTotals.None;

    /// <summary>Takes what was used since the last time, at the factors of now.</summary>
    /// <param name="energy">Energy of the machine since the begin. One that falls counts again when it is more than it ever was.</param>
    /// <param name="elapsed">Time since the begin. The machine is there for all of it, whether it has work or not, which is how long its making is borne.</param>
    /// <param name="at">The instant, for prices that go by the time.</param>
    /// <param name="factors">The factors.</param>
    /// <param name="grid">What the grid is like.</param>
    /// <param name="gpus">Product names of the GPU boards in the machine, one for each board.</param>
    public void Take(Energy energy, TimeSpan elapsed, DateTimeOffset at, ImpactFactors factors, GridNow grid, IReadOnlyList<string> gpus)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(gpus);
        decimal used = Math.Max(0, energy.Microjoules - _seen.Microjoules);
        TimeSpan passed = elapsed > _elapsed ? elapsed - _elapsed : TimeSpan.Zero;
        (_seen, _elapsed) = (Energy.Max(_seen, energy), elapsed > _elapsed ? elapsed : _elapsed);

        decimal facility = used * (decimal)factors.Pue.Value;
        _facility += facility;
        Emit(facility / MicrojoulesPerKilowattHour, grid);
        if (factors.OnSiteWater is { } site) _onSite = (_onSite ?? 0) + (used / MicrojoulesPerKilowattHour * Rate(site.Intensity.LitresPerKilowattHour));
        if (factors.OffSiteWater is { } water) _offSite = (_offSite ?? 0) + (facility / MicrojoulesPerKilowattHour * Rate(water.Intensity.LitresPerKilowattHour));
        Pay(facility, at, factors);
        Wear(passed, factors, gpus);
        Totals = Compose();
    }

    /// <summary>A rate that a provider tells below zero is none of a counter's.</summary>
    private static decimal Rate(double value) => (decimal)Math.Max(0, value);

    private void Emit(decimal kilowattHours, GridNow grid)
    {
        decimal grams = kilowattHours * Rate(grid.Intensity.GramsPerKilowattHour);
        if (grid.Basis == GridBasis.Direct) _direct = (_direct ?? 0) + grams;
        else _lifecycle = (_lifecycle ?? 0) + grams;
    }

    private void Pay(decimal facility, DateTimeOffset at, ImpactFactors factors)
    {
        decimal? price = factors.Prices?.At(at) ?? factors.Tariff?.Price.PerKilowattHour;
        string? currency = factors.Prices?.Currency ?? factors.Tariff?.Price.Currency;
        if (price is null || currency is null)
        {
            _unpriced += facility;
            return;
        }

        decimal amount = facility / MicrojoulesPerKilowattHour * price.Value;
        if (amount >= 0) _cost.Add(currency, amount);
        else _credit.Add(currency, -amount);
    }

    private void Wear(TimeSpan passed, ImpactFactors factors, IReadOnlyList<string> gpus)
    {
        foreach (EmbodiedFigure part in factors.Embodied) Wear(part, passed);
        foreach (string gpu in gpus)
        {
            if (factors.Gpus.TryGetValue(gpu, out EmbodiedFigure? board)) Wear(board, passed);
        }
    }

    private void Wear(EmbodiedFigure part, TimeSpan passed) => _embodied = (_embodied ?? 0) + (decimal)part.Of(passed).Grams;

    private ImpactTotals Compose() => new()
    {
        FacilityEnergy = Whole(_facility),
        Lifecycle = _lifecycle is { } lifecycle ? Carbon.FromGrams((double)lifecycle) : null,
        Direct = _direct is { } direct ? Carbon.FromGrams((double)direct) : null,
        Embodied = _embodied is { } embodied ? Carbon.FromGrams((double)embodied) : null,
        OnSiteWater = _onSite is { } site ? Water.FromLitres((double)site) : null,
        OffSiteWater = _offSite is { } water ? Water.FromLitres((double)water) : null,
        Cost = _cost.Read(),
        Credit = _credit.Read(),
        UnpricedEnergy = Whole(_unpriced),
    };

    private static Energy Whole(decimal microjoules) => Energy.FromMicrojoules((long)decimal.Round(microjoules, MidpointRounding.AwayFromZero));
}
