namespace EcoCode.Impact;

/// <summary>What is known of the buildings of a cloud region.</summary>
internal static class DataCentre
{
    /// <summary>The rows that speak for a region, nearest first: its own, its provider's fleet, all data centres.</summary>
    public static IEnumerable<CloudRegion> Figures(ImpactTables tables, CloudRegion region)
    {
        List<CloudRegion> averages = [.. tables.CloudRegions().Where(row => row.IsAverage)];
        yield return region;
        foreach (CloudRegion row in averages.Where(row => row.Provider == region.Provider)) yield return row;
        foreach (CloudRegion row in averages.Where(row => row.Provider == CloudRegion.Any)) yield return row;
    }
}
