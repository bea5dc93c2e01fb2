using System.Globalization;
using EcoCode.Metering.Attribution;
using EcoCode.Processes;

namespace EcoCode.Metering.Snapshots;

/// <summary>Finds the tree that each process of a machine is in, by its root: the topmost of its ancestors below whoever starts processes for others.</summary>
/// <remarks>
/// A process is the root of a tree if its parent
/// <list type="bullet">
/// <item>can't be seen, or is the first process of its PID namespace (pid 1): services, and what was orphaned,</item>
/// <item>is a user's own systemd, which starts whatever a desktop or <c>systemctl --user</c> asks for, or</item>
/// <item>is in another unit of the system's systemd, or in another container: a login is not a part of <c>sshd</c>, a container not of its runtime.</item>
/// </list>
/// pid 1 and the kernel are trees of one process each. Parents are those of now: a process that is orphaned becomes a root, and what it used before
/// stays with the tree that it was in. A process that has ended stays where it was last seen.
/// </remarks>
internal sealed class TreeRoots
{
    private readonly Dictionary<int, Charge> _live = [];
    private readonly HashSet<Charge> _found = [];
    private readonly Stack<Charge> _path = [];

    /// <summary>Finds the roots of all.</summary>
    internal void Find(IReadOnlyList<Charge> charges)
    {
        _live.Clear();
        _found.Clear();
        for (int i = 0; i < charges.Count; i++)
        {
            if (!charges[i].Process.Exited) _live[charges[i].Process.Key.Pid] = charges[i];
        }

        for (int i = 0; i < charges.Count; i++)
        {
            if (!charges[i].Process.Exited) Find(charges[i]);
            else charges[i].Root ??= AsRoot(charges[i]);
        }
    }

    private static TreeRoot AsRoot(Charge charge)
    {
        if (charge.Root is { } root && ReferenceEquals(root.Process, charge.Process)) return root;
        ProcessKey key = charge.Process.Key;
        return new TreeRoot(charge.Process, string.Create(CultureInfo.InvariantCulture, $"{key.Pid}@{key.Started}"));
    }

    private static bool Parts(TreeProcess parent, TreeProcess child)
        => parent.Key.Pid == 1
            || (parent.ParentNow == 1 && parent.Name == "systemd")
            || (!ReferenceEquals(parent.Group, child.Group) && (parent.Group.Unit != child.Group.Unit || parent.Group.ContainerId != child.Group.ContainerId));

    /// <summary>Goes up to the root, or to a process whose root is found already, and down again.</summary>
    private void Find(Charge charge)
    {
        Charge top = charge;

        // Pids are read one after the other, so that parents can come out as a ring: who is found counts as found before their root is.
        while (_found.Add(top))
        {
            _path.Push(top);
            if (!_live.TryGetValue(top.Process.ParentNow, out Charge? parent) || ReferenceEquals(parent, top) || Parts(parent.Process, top.Process))
            {
                top.Root = AsRoot(top);
                break;
            }

            top = parent;
        }

        TreeRoot root = top.Root ??= AsRoot(top);
        while (_path.TryPop(out Charge? below)) below.Root = root;
    }
}
