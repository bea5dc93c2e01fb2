using System.Diagnostics.CodeAnalysis;

namespace EcoCode.Processes.Grouping;

/// <summary>Recognises the part of a cgroup's path that stands for a container.</summary>
internal static class ContainerSegment
{
    private const int IdLength = 64;

    private static readonly (string Prefix, ContainerRuntime Runtime)[] Prefixes =
    [
        ("docker-", ContainerRuntime.Docker),
        ("cri-containerd-", ContainerRuntime.Containerd),
        ("nerdctl-", ContainerRuntime.Containerd),
        ("crio-", ContainerRuntime.CriO),
        ("libpod-payload-", ContainerRuntime.Podman),
        ("libpod-", ContainerRuntime.Podman),
    ];

    /// <summary>Parses a part of a path. Monitors of containers (<c>crio-conmon-…</c>, <c>libpod-conmon-…</c>, <c>lxc.monitor.…</c>) are not in them.</summary>
    /// <param name="name">The part.</param>
    /// <param name="parent">The part before it, or empty.</param>
    /// <param name="grandparent">The part before that, or empty.</param>
    /// <param name="id">The container's id, or its name where it has no other.</param>
    /// <param name="runtime">Who made it.</param>
    internal static bool TryParse(string name, string parent, string grandparent, [NotNullWhen(true)] out string? id, out ContainerRuntime runtime)
    {
        runtime = ContainerRuntime.Unknown;
        id = null;
        bool scope = name.EndsWith(".scope", StringComparison.Ordinal);
        string bare = scope ? name[..^".scope".Length] : name;
        if (IsId(bare))
        {
            (id, runtime) = (bare, OfParents(parent, grandparent));
            return true;
        }

        foreach ((string prefix, ContainerRuntime of) in Prefixes)
        {
            if (!bare.StartsWith(prefix, StringComparison.Ordinal) || !IsId(bare[prefix.Length..])) continue;
            (id, runtime) = (bare[prefix.Length..], of);
            return true;
        }

        if (bare.StartsWith("lxc.payload.", StringComparison.Ordinal)) (id, runtime) = (bare["lxc.payload.".Length..], ContainerRuntime.Lxc);
        else if (parent is "lxc" or "lxc.payload") (id, runtime) = (bare, ContainerRuntime.Lxc);
        else if (scope && bare.StartsWith("machine-", StringComparison.Ordinal)) (id, runtime) = (Unescape(bare["machine-".Length..]), ContainerRuntime.Machine);
        else if (name.StartsWith("systemd-nspawn@", StringComparison.Ordinal) && name.EndsWith(".service", StringComparison.Ordinal))
        {
            (id, runtime) = (Unescape(name["systemd-nspawn@".Length..^".service".Length]), ContainerRuntime.Machine);
        }

        return id is { Length: > 0 };
    }

    /// <summary>Under the cgroupfs driver the id stands alone, in a folder that some runtimes name.</summary>
    private static ContainerRuntime OfParents(string parent, string grandparent) => parent switch
    {
        "docker" => ContainerRuntime.Docker,
        "k8s.io" => ContainerRuntime.Containerd,
        _ => grandparent == "containerd" ? ContainerRuntime.Containerd : ContainerRuntime.Unknown,
    };

    private static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>systemd writes what is special in its names as <c>\x2d</c> (systemd.unit(5)).</summary>
    private static string Unescape(string name)
    {
        if (!name.Contains("\\x", StringComparison.Ordinal)) return name;
        var text = new System.Text.StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (i + 3 < name.Length && name[i] == '\\' && name[i + 1] == 'x' && char.IsAsciiHexDigit(name[i + 2]) && char.IsAsciiHexDigit(name[i + 3]))
            {
                text.Append((char)Convert.ToByte(name.Substring(i + 2, 2), 16));
                i += 3;
            }
            else text.Append(name[i]);
        }

        return text.ToString();
    }
}
