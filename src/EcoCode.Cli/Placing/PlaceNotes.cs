using EcoCode.Quantities;

namespace EcoCode.Cli.Placing;

/// <summary>What is said of a place that nobody named.</summary>
internal static class PlaceNotes
{
    internal static Note Guessed(CloudProvider provider, string zone, string reason)
        => new("ECO3150", $"no zone set: `{zone}` is used, as this is a machine of {provider.Name} and {reason}", "`--zone` names another");

    internal static Note NoRegion(CloudProvider provider) => new(
        "ECO3151",
        $"no zone set: the world average is used, though this is a machine of {provider.Name}: its region is not told",
        provider.Metadata ? $"set `--zone {provider.Key}:REGION`, or `--allow-metadata` to ask the machine's metadata service"
            : provider.Variables.Length > 0 ? $"set `--zone {provider.Key}:REGION`"
            : "set `--zone` to the country it is in, for example `--zone DE`");

    internal static Note UnknownRegion(CloudProvider provider, string reason) => new(
        "ECO3152",
        $"no zone set: the world average is used, as this is a machine of {provider.Name} and {reason}, which is in no table",
        "set `--zone` to the country it is in, for example `--zone DE`");
}
