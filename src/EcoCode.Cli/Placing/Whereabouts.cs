using EcoCode.Host;
using EcoCode.Impact;
using EcoCode.Quantities;

namespace EcoCode.Cli.Placing;

/// <summary>Where the machine is, as far as it can be told without asking anyone whose business it is not.</summary>
/// <param name="Zone">A cloud region of data/cloud-regions.csv, or null where none can be told.</param>
/// <param name="Note">What to say of it in place of "no zone is set"; null where there is nothing to say.</param>
/// <param name="InstanceType">What the provider calls the machine's kind; null where it was not asked.</param>
internal sealed record Whereabouts(string? Zone, Note? Note, string? InstanceType = null)
{
    internal static Whereabouts Unknown { get; } = new(null, null);

    /// <summary>Puts together what the firmware, the environment and the metadata service say.</summary>
    /// <param name="sys">The machine's /sys.</param>
    /// <param name="environment">Tells an environment variable. It counts on a machine of its provider only: on a laptop it is what a command line tool is set to.</param>
    /// <param name="metadata">What the metadata service said; null where it was not asked, or did not answer.</param>
    internal static Whereabouts Find(PseudoFs sys, Func<string, string?> environment, MetadataAnswer? metadata)
    {
        if (CloudSigns.Read(sys) is not { } provider) return Unknown;
        if (metadata?.Region is { } told) return At(provider, told, $"its metadata service says `{told}`", metadata.InstanceType);
        foreach (string variable in provider.Variables)
        {
            if (environment(variable) is not { Length: > 0 } region) continue;

            // Azure's App Service writes "West Europe" where every other place has "westeurope".
            string name = region.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
            return At(provider, name, $"`{variable}` is `{region}`", null);
        }

        return new(null, PlaceNotes.NoRegion(provider));
    }

    private static Whereabouts At(CloudProvider provider, string region, string reason, string? type)
    {
        string zone = $"{provider.Key}:{region}";
        return ImpactModel.Shipped.Zones.Contains(zone) ? new(zone, PlaceNotes.Guessed(provider, zone, reason), type) : new(null, PlaceNotes.UnknownRegion(provider, reason), type);
    }
}
