using EcoCode.Quantities;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Impact.Tests;

/// <summary>What holds for every energy, not only for those someone thought of.</summary>
public sealed class FigureLawTests
{
    private static readonly string[] Zones = ["DE", "aws:us-east-1", "ovh:eu-west-gra", "azure:southcentralus", "KE", "WORLD"];

    /// <summary>Up to 4e18 µJ, of every order of magnitude.</summary>
    private static readonly Gen<Energy> Energies =
        from digits in Gen.Choose(0, 2_000_000_000)
        from scale in Gen.Choose(0, 31)
        select Energy.FromMicrojoules((long)digits << scale >> 1);

    private static readonly Gen<ImpactFactors> Places =
        from zone in Gen.Elements(Zones)
        from pue in Gen.Choose(1000, 3000)
        from given in Gen.Elements(true, false)
        select Resolved.Factors(new() { Zone = zone, Pue = given ? pue / 1000.0 : null, Price = "0.31EUR", Machine = MachineKind.Server });

    private static readonly Arbitrary<(ImpactFactors Factors, Energy Left, Energy Right)> Cases = Arb.From(
        from factors in Places
        from left in Energies
        from right in Energies
        select (factors, Energy.FromMicrojoules(left.Microjoules / 8), Energy.FromMicrojoules(right.Microjoules / 8)));

    [Fact]
    public void Facility_energy_is_IT_energy_times_PUE_to_half_a_microjoule() => Holds((factors, energy, _) =>
        Math.Abs(Of(factors, energy).FacilityEnergy.Microjoules - (energy.Microjoules * (decimal)factors.Pue.Value)) <= 0.5m);

    [Fact]
    public void Parts_add_up_to_the_whole() => Holds((factors, left, right) =>
    {
        ImpactFigures whole = Of(factors, left + right);
        (ImpactFigures one, ImpactFigures other) = (Of(factors, left), Of(factors, right));
        return Math.Abs((whole.FacilityEnergy - one.FacilityEnergy - other.FacilityEnergy).Microjoules) <= 1
            && Near(whole.Operational.Grams, (one.Operational + other.Operational).Grams)
            && Near(whole.KnownWater!.Value.Litres, one.KnownWater!.Value.Litres + other.KnownWater!.Value.Litres)
            && Near((double)whole.Cost!.Value.Amount, (double)(one.Cost!.Value.Amount + other.Cost!.Value.Amount));
    });

    [Fact]
    public void More_energy_is_never_less_of_anything() => Holds((factors, left, right) =>
    {
        (ImpactFigures less, ImpactFigures more) = (Of(factors, Energy.Min(left, right)), Of(factors, Energy.Max(left, right)));
        return less.FacilityEnergy <= more.FacilityEnergy
            && less.Operational.Grams <= more.Operational.Grams
            && less.KnownWater!.Value.Litres <= more.KnownWater!.Value.Litres
            && less.Cost!.Value.Amount <= more.Cost!.Value.Amount;
    });

    [Fact]
    public void Twice_the_energy_is_twice_of_everything() => Holds((factors, energy, _) =>
    {
        (ImpactFigures once, ImpactFigures twice) = (Of(factors, energy), Of(factors, energy + energy));
        return Near(twice.Operational.Grams, 2 * once.Operational.Grams)
            && Near(twice.KnownWater!.Value.Litres, 2 * once.KnownWater!.Value.Litres)
            && Near((double)twice.Cost!.Value.Amount, 2 * (double)once.Cost!.Value.Amount);
    });

    [Fact]
    public void No_energy_is_none_of_anything()
    {
        ImpactFigures none = Resolved.Zone("aws:us-east-1").Of(Energy.Zero, TimeSpan.FromHours(1), 1);
        Assert.Equal((0, 0, 0), (none.FacilityEnergy.Microjoules, none.Operational.Grams, none.KnownWater!.Value.Litres));
        Assert.Equal(0, none.Cost!.Value.Amount);
    }

    [Fact]
    public void Embodied_shares_of_split_times_add_up_and_know_nothing_of_energy() => Holds((factors, left, right) =>
    {
        (TimeSpan one, TimeSpan other) = (Time(left), Time(right));
        double whole = factors.Of(left, one + other, 0.5).Embodied!.Value.Grams;
        return Near(whole, factors.Of(right, one, 0.5).Embodied!.Value.Grams + factors.Of(Energy.Zero, other, 0.5).Embodied!.Value.Grams);
    });

    private static TimeSpan Time(Energy any) => TimeSpan.FromTicks(any.Microjoules % TimeSpan.TicksPerDay);

    private static ImpactFigures Of(ImpactFactors factors, Energy energy) => factors.Of(energy, TimeSpan.Zero, 0);

    /// <summary>Equal within what two microjoules of rounding amount to (under 1e-9 of any unit here) and the grain of a double.</summary>
    private static bool Near(double left, double right) => Math.Abs(left - right) <= 1e-9 + (1e-12 * Math.Abs(right));

    private static void Holds(Func<ImpactFactors, Energy, Energy, bool> law)
        => Prop.ForAll(Cases, given => law(given.Factors, given.Left, given.Right)).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
}
