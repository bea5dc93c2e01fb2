namespace EcoCode.Cli.Placing;

/// <summary>A provider of rented machines.</summary>
/// <param name="Key">As in data/cloud-regions.csv; of a provider that is not in it, its name in lower case.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Variables">Environment variables that name a region on its machines, the surest first. Elsewhere they say what a command line tool is set to.</param>
/// <param name="Metadata">Whether EcoCode knows how to ask its metadata service.</param>
internal sealed record CloudProvider(string Key, string Name, string[] Variables, bool Metadata = false)
{
    internal static CloudProvider Aws { get; } = new("aws", "AWS", ["AWS_REGION", "AWS_DEFAULT_REGION"], Metadata: true);

    internal static CloudProvider Azure { get; } = new("azure", "Azure", ["AZURE_REGION", "AZURE_LOCATION", "REGION_NAME"], Metadata: true);

    internal static CloudProvider Google { get; } = new("gcp", "Google Cloud", ["GOOGLE_CLOUD_REGION"], Metadata: true);

    internal static CloudProvider Scaleway { get; } = new("scaleway", "Scaleway", ["SCW_DEFAULT_REGION"]);
}
