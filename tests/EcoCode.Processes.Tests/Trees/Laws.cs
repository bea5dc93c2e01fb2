namespace EcoCode.Processes.Tests.Trees;

/// <summary>What holds of every tree after every scan.</summary>
internal static class Laws
{
    internal static void Hold(IProcessTree tree)
    {
        TimeSpan own = tree.Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Own);
        Assert.Equal(tree.CpuTime, own + tree.Unseen);
        Assert.True(tree.Unseen >= TimeSpan.Zero);

        Assert.Distinct(tree.Processes.Select(process => process.Key));
        var before = new HashSet<int>();
        var all = tree.Processes.Select(process => process.Key.Pid).ToHashSet();
        foreach (TreeProcess process in tree.Processes)
        {
            Assert.True(before.Contains(process.Parent) || !all.Contains(process.Parent), $"{process.Name} comes before its parent");
            before.Add(process.Key.Pid);
        }
    }
}
