namespace EcoCode.Processes.Tests.Trees;

/// <summary>
/// Tests that start processes run one at a time and beside no other test: a reaper waits for all children of its process, and they
/// measure what this process allocates and what the machine does.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealProcesses
{
    internal const string Name = "real processes";
}
