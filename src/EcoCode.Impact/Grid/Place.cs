namespace EcoCode.Impact;

/// <summary>Where the machine is, as far as it was said.</summary>
/// <remarks>The name is that of the zone, or the code again where the tables have none; the region is the cloud region, if one was named.</remarks>
internal sealed record Place(ZoneCode Zone, string Name, CloudRegion? Region)
{
    /// <summary>For messages: <c>`US-CA` (California)</c>.</summary>
    public string InWords => Zone.Value == Name ? $"`{Zone}`" : $"`{Zone}` ({Name})";
}
