namespace EcoCode.Processes.Tests.Trees;

/// <summary>
/// Tests that start processes run one at a time and beside no other test: a reaper waits for all children of its process, and they
/// measure what this process allocates and what the machine does.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's word for it
public sealed class RealProcesses
#pragma warning restore CA1711
{
    internal const string Name = "real processes";
}
