namespace EcoCode.Cli.Placing;

/// <summary>What is kept of what a metadata service says: nothing that names an account, a machine or a person.</summary>
/// <param name="Region">The region, as the provider writes it.</param>
/// <param name="InstanceType">What it calls the machine's kind; null where that was not told.</param>
internal sealed record MetadataAnswer(string Region, string? InstanceType);
