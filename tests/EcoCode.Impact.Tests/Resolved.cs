using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

/// <summary>Shorthand for asking the shipped model.</summary>
internal static class Resolved
{
    public static readonly Energy OneKilowattHour = Energy.FromMicrojoules(3_600_000_000_000);

    public static ImpactFactors Factors(ImpactRequest request, ImpactModel? model = null)
    {
        Assert.True((model ?? ImpactModel.Shipped).TryResolve(request, out ImpactFactors? factors, out Note? problem), problem?.Message);
        return factors;
    }

    public static ImpactFactors Zone(string? zone, GridBasis basis = GridBasis.Lifecycle) => Factors(new() { Zone = zone, Basis = basis });

    public static Note Problem(ImpactRequest request, ImpactModel? model = null)
    {
        Assert.False((model ?? ImpactModel.Shipped).TryResolve(request, out _, out Note? problem));
        Assert.NotNull(problem);
        return problem;
    }

    /// <summary>A model over tables of the test's own; a table that is not given has no rows.</summary>
    public static ImpactModel Model(params (string Table, string[] Rows)[] tables)
        => new(new ImpactTables(name => new StringReader("header\n" + string.Join('\n', tables.Where(table => table.Table == name).SelectMany(table => table.Rows)))));
}
