using EcoCode.Processes;
using EcoCode.Sensors;

namespace EcoCode.Cli.Measuring;

/// <summary>The tree that is measured, for those who look its processes up one by one. Instruments are there before the tree is.</summary>
internal sealed class WatchedTree : IWatchedPids
{
    /// <summary>The tree, once there is one.</summary>
    internal IProcessTree? Tree { get; set; }

    public void List(List<int> into)
    {
        if (Tree is null) return;
        IReadOnlyList<TreeProcess> processes = Tree.Processes;
        for (int i = 0; i < processes.Count; i++)
        {
            if (!processes[i].Exited) into.Add(processes[i].Key.Pid);
        }
    }
}
