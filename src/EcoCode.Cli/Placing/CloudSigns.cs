using EcoCode.Host;

namespace EcoCode.Cli.Placing;

/// <summary>Tells by the firmware's own words (DMI) whose machine this is. No network is asked.</summary>
/// <remarks>
/// The signs are those that cloud-init's ds-identify looks for. Files that only root may read (product_uuid, product_serial) are not needed for
/// any of them but old Xen machines of AWS, which the hypervisor's uuid tells.
/// </remarks>
internal static class CloudSigns
{
    private const string AzureTag = "7783-7084-3265-9085-8269-3286-77";

    private static readonly (string Vendor, CloudProvider Provider)[] Vendors =
    [
        ("Amazon EC2", CloudProvider.Aws),
        ("Scaleway", CloudProvider.Scaleway),
        ("Hetzner", new("hetzner", "Hetzner", [])),
        ("DigitalOcean", new("digitalocean", "DigitalOcean", [])),
        ("Linode", new("linode", "Linode", [])),
        ("Akamai", new("linode", "Akamai", [])),
        ("UpCloud", new("upcloud", "UpCloud", [])),
    ];

    /// <summary>The provider, or null where nothing says that it is a rented machine.</summary>
    /// <param name="sys">The machine's /sys.</param>
    internal static CloudProvider? Read(PseudoFs sys)
    {
        string vendor = Text("sys_vendor");
        foreach ((string name, CloudProvider provider) in Vendors)
        {
            if (vendor == name) return provider;
        }

        string tag = Text("chassis_asset_tag"), product = Text("product_name");
        if (tag == AzureTag) return CloudProvider.Azure;
        if (tag == "OracleCloud.com") return new("oracle", "Oracle Cloud", []);
        if (product is "Google Compute Engine" or "Google") return CloudProvider.Google;
        if (product == "Alibaba Cloud ECS") return new("alibaba", "Alibaba Cloud", []);
        return sys.TryReadText("hypervisor/uuid", out string uuid) == ReadOutcome.Ok && uuid.StartsWith("ec2", StringComparison.OrdinalIgnoreCase) ? CloudProvider.Aws : null;

        string Text(string file) => sys.TryReadText("class/dmi/id/" + file, out string text) == ReadOutcome.Ok ? text : "";
    }
}
