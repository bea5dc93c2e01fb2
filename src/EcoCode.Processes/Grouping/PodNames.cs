using EcoCode.Host;

namespace EcoCode.Processes.Grouping;

/// <summary>Names of the pods of a node by the folders that its kubelet keeps their logs in: <c>/var/log/pods/NAMESPACE_NAME_UID</c>.</summary>
/// <remarks>
/// Namespaces and names have no underscore (RFC 1123 labels and subdomains), so the first two end the parts. No request to the API server is
/// needed for it, and no right but to list that folder. Used by one thread.
/// </remarks>
/// <param name="root">The root of the node, which may be mounted somewhere.</param>
/// <param name="time">The clock.</param>
public sealed class PodNames(PseudoFs root, TimeProvider time)
{
    /// <summary>Where a kubelet keeps logs, unless it is told otherwise (<c>podLogsDir</c>).</summary>
    private const string Folder = "var/log/pods";

    /// <summary>A pod that is not there may have been made since, but its folder is not looked at more often than this.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, PodName> _names = [];
    private long? _read;

    /// <summary>Looks a pod up. False when its folder is not there, or may not be listed.</summary>
    /// <param name="uid">Its UID, as <see cref="ProcessGroup.PodUid"/> has it.</param>
    /// <param name="pod">Its name.</param>
    public bool TryFind(string uid, out PodName pod)
    {
        ArgumentNullException.ThrowIfNull(uid);
        if (_names.TryGetValue(uid, out pod)) return true;
        if (_read is { } read && time.GetElapsedTime(read) < AgainAfter) return false;
        _read = time.GetTimestamp();
        _names.Clear();
        foreach (string folder in root.Names(Folder))
        {
            string[] parts = folder.Split('_');
            if (parts is [{ Length: > 0 } space, { Length: > 0 } name, { Length: > 0 } of]) _names[of] = new PodName(space, name);
        }

        return _names.TryGetValue(uid, out pod);
    }
}
