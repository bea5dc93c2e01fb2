using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>A GPU instance: a part that MIG has cut a GPU into.</summary>
internal sealed class MigInstance(uint id)
{
    /// <summary>Processes of an instance, where only it tells them.</summary>
    private NvmlProcess[] _processes = new NvmlProcess[4];
    private int _count;

    /// <summary>Its number on the GPU, as lists of processes have it.</summary>
    internal uint Id => id;

    /// <summary>One of the devices that NVML shows in it.</summary>
    internal NvmlDevice Device { get; set; }

    /// <summary>How much of the GPU it is, by slices, 0 to 1.</summary>
    internal double Part { get; set; }

    /// <summary>How many processes have something on it.</summary>
    internal int Processes { get; set; }

    /// <summary>The sample that the next one is compared with.</summary>
    internal NvmlGpmSample Earlier { get; set; }

    /// <summary>Room for the next sample.</summary>
    internal NvmlGpmSample Later { get; set; }

    /// <summary>Whether there is room for samples.</summary>
    internal bool HasRoom { get; set; }

    /// <summary>When <see cref="Earlier"/> was taken; <c>null</c> when it was not.</summary>
    internal long? Sampled { get; set; }

    /// <summary>Asks the instance itself for its processes.</summary>
    internal void ReadProcesses(NvmlLibrary library)
    {
        if (library.ComputeProcesses(Device, ref _processes, out int count) == NvmlReturn.Success) _count = count;
    }

    /// <summary>Lists those of the last time.</summary>
    internal void List(ProcessTable table)
    {
        for (int i = 0; i < _count; i++) table.List(_processes[i] with { GpuInstanceId = id });
    }
}
