namespace EcoCode.Impact;

/// <summary>What a grid's carbon figure counts. One total holds one basis only; the two are never mixed.</summary>
public enum GridBasis
{
    /// <summary>Generation with all that lies upstream of it (fuel supply, plants, methane), GWP100.</summary>
    Lifecycle,

    /// <summary>CO2, CH4 and N2O of burning fuel in power plants: scope 2, location-based, of the GHG Protocol.</summary>
    Direct,
}
