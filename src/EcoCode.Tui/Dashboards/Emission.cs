using EcoCode.Quantities;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards;

/// <summary>CO2e of a machine whose grid changes: each part of its energy by the grid of its time.</summary>
/// <param name="Until">Energy that was judged so far.</param>
/// <param name="Grams">CO2e of it, g.</param>
/// <param name="Before">The part of <paramref name="Grams"/> from before totals were set back.</param>
internal sealed record Emission(Energy Until, double Grams, double Before)
{
    /// <summary>At the first live figure, by which all that was used before is judged as well: what is on two bases can't be in one total.</summary>
    /// <param name="until">Energy of the machine so far.</param>
    /// <param name="since">Energy at which totals were set back.</param>
    /// <param name="rates">By the live figure.</param>
    internal static Emission Begun(Energy until, Energy since, Rates rates) => new(until, rates.Grams(until), rates.Grams(since));

    /// <summary>With what was used since. Who measures may have been started again; then all counts anew.</summary>
    internal Emission After(Energy until, Rates rates)
        => until < Until ? Begun(until, Energy.Zero, rates) : this with { Until = until, Grams = Grams + rates.Grams(until - Until) };

    /// <summary>With totals set back.</summary>
    internal Emission Reset() => this with { Before = Grams };

    /// <summary>Rates at which the energy since then comes to what it emitted.</summary>
    internal Rates Mean(Energy since, Rates now)
        => Until > since ? now with { GramsPerKilowattHour = (Grams - Before) / (Until - since).KilowattHours } : now;
}
