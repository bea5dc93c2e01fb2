namespace EcoCode.Processes;

/// <summary>All processes of a machine as one tree, without EcoCode's own.</summary>
public interface IMachineProcesses : IProcessTree
{
    /// <summary>Whether all of them can be seen.</summary>
    ProcessSight Sight { get; }

    /// <summary>CPU time of the machine at the last scan, which is never less than what was seen to be used of it.</summary>
    IMachineCpu Cpu { get; }
}
