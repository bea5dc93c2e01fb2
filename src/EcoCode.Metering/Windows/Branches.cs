using EcoCode.Metering.Attribution;
using EcoCode.Quantities;

namespace EcoCode.Metering.Windows;

/// <summary>The branches of a tree whose energy is asked for.</summary>
internal sealed class Branches
{
    /// <summary>The bits of a mask; ranks of a job on one machine are 8 or 16.</summary>
    private const int Most = 64;

    private readonly List<Branch> _all = [];
    private readonly Dictionary<int, Charge> _latest = [];

    /// <summary>Whether all descends from the first row: all roots are there from the begin.</summary>
    private bool? _oneRoot;

    internal IReadOnlyList<Branch> All => _all;

    /// <summary>Begins to follow the branch of a process. Null where it is not of the tree, has ended, or no more can be followed.</summary>
    internal Branch? Follow(int pid, IReadOnlyList<Charge> charges, Energy tree, long now)
    {
        foreach (Branch known in _all)
        {
            if (known.Root.Process.Key.Pid == pid && !known.Root.Process.Exited) return known;
        }

        Charge? root = null;
        foreach (Charge charge in charges)
        {
            if (charge.Process.Key.Pid == pid && !charge.Process.Exited) root = charge;
        }

        if (root is null || _all.Count == Most) return null;
        var branch = new Branch(root, ReferenceEquals(root, charges[0]) && _oneRoot == true) { Bit = 1UL << _all.Count };
        _all.Add(branch);
        Place(charges);
        Energy own = Energy.Zero;
        foreach (Charge charge in charges)
        {
            if ((charge.Branches & branch.Bit) != 0) own += charge.Energy;
        }

        branch.Energy = branch.IsAll ? tree : own;
        branch.Since = (now, branch.Energy, tree);
        return branch;
    }

    /// <summary>Adds what came in since the last settlement.</summary>
    internal void Settle(IReadOnlyList<Charge> charges, Energy tree)
    {
        if (charges.Count > 0) _oneRoot ??= IsOnlyRoot(charges);
        if (_all.Count == 0) return;
        for (int i = 0; i < charges.Count; i++)
        {
            Charge charge = charges[i];
            if (!charge.Placed) Place(charge);
            Energy more = charge.Energy - charge.Branched;
            charge.Branched = charge.Energy;
            if (charge.Branches == 0 || more == Energy.Zero) continue;
            foreach (Branch branch in _all)
            {
                if ((charge.Branches & branch.Bit) != 0) branch.Energy += more;
            }
        }

        foreach (Branch branch in _all)
        {
            if (branch.IsAll) branch.Energy = tree;
        }
    }

    /// <summary>Of one root all descends, those that were handed over to EcoCode when their parents ended included.</summary>
    private static bool IsOnlyRoot(IReadOnlyList<Charge> charges)
    {
        var pids = new HashSet<int> { Environment.ProcessId };
        foreach (Charge charge in charges) pids.Add(charge.Process.Key.Pid);
        for (int i = 1; i < charges.Count; i++)
        {
            if (!pids.Contains(charges[i].Process.Parent)) return false;
        }

        return true;
    }

    /// <summary>Places all anew. Rows come in the order in which processes were found, so a parent precedes its children.</summary>
    private void Place(IReadOnlyList<Charge> charges)
    {
        _latest.Clear();
        foreach (Charge charge in charges)
        {
            Place(charge);
            charge.Branched = charge.Energy;
        }
    }

    private void Place(Charge charge)
    {
        charge.Branches = _latest.TryGetValue(charge.Process.Parent, out Charge? parent) ? parent.Branches : 0;
        foreach (Branch branch in _all)
        {
            if (ReferenceEquals(branch.Root, charge)) charge.Branches |= branch.Bit;
        }

        (charge.Placed, _latest[charge.Process.Key.Pid]) = (true, charge);
    }
}
