using EcoCode.Host;
using EcoCode.Impact.Accounting;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Finds out what a collector is told of the machine: attributes of the resource, by OpenTelemetry's semantic conventions.</summary>
/// <remarks>
/// Nothing is asked over the network. The machine's id (/etc/machine-id) is not told, since whoever has it can follow the machine through other data.
/// </remarks>
public static class OtlpResource
{
    /// <summary>Variables in which a pod's specification hands on what the downward API knows; of each attribute the first that is set.</summary>
    private static readonly (string Attribute, string[] Variables)[] Kubernetes =
    [
        ("k8s.node.name", ["K8S_NODE_NAME", "NODE_NAME"]),
        ("k8s.pod.name", ["K8S_POD_NAME", "POD_NAME"]),
        ("k8s.pod.uid", ["K8S_POD_UID", "POD_UID"]),
        ("k8s.namespace.name", ["K8S_NAMESPACE_NAME", "POD_NAMESPACE"]),
        ("k8s.cluster.name", ["K8S_CLUSTER_NAME"]),
    ];

    /// <summary>Finds them.</summary>
    /// <param name="settings">What the user set goes before what is found.</param>
    /// <param name="root">The root of the machine, for its os-release.</param>
    /// <param name="variable">Looks a variable of the environment up.</param>
    /// <param name="version">The version of EcoCode.</param>
    /// <param name="host">The name of the machine.</param>
    /// <param name="container">Id of the container that EcoCode runs in; <c>null</c> for none.</param>
    /// <param name="grid">The grid, which names a cloud's region where the user set one: <c>aws:eu-west-1</c>; <c>null</c> when not known.</param>
    public static IReadOnlyDictionary<string, string> Find(
        OtlpSettings settings, PseudoFs root, Func<string, string?> variable, string version, string host, string? container, GridNow? grid)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(variable);
        var found = new Dictionary<string, string>
        {
            ["service.name"] = "ecocode",
            ["service.version"] = version,
            ["service.instance.id"] = host,
            ["host.name"] = host,
            ["host.arch"] = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64 ? "amd64" : "arm64",
            ["os.type"] = "linux",
        };
        AddSystem(found, root);
        if (container is not null) found["container.id"] = container;
        foreach ((string attribute, string[] variables) in Kubernetes)
        {
            foreach (string name in variables)
            {
                if (variable(name) is not { Length: > 0 } value) continue;
                found[attribute] = value;
                break;
            }
        }

        if (grid?.Zone.Split(':') is [{ Length: > 0 } provider, { Length: > 0 } region]) (found["cloud.provider"], found["cloud.region"]) = (provider, region);
        foreach ((string attribute, string value) in settings.Resource) found[attribute] = value;
        return found;
    }

    private static void AddSystem(Dictionary<string, string> found, PseudoFs root)
    {
        if (root.TryReadText("etc/os-release", out string text) != ReadOutcome.Ok) return;
        foreach (string line in text.Split('\n'))
        {
            if (line.Split('=', 2) is not [var key, var value]) continue;
            string? attribute = key switch { "ID" => "os.name", "VERSION_ID" => "os.version", "PRETTY_NAME" => "os.description", _ => null };
            if (attribute is not null) found[attribute] = value.Trim().Trim('"');
        }
    }
}
