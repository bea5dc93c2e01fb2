namespace EcoCode.Sensors.Nvidia.Interop;

/// <summary>What NVML tells of the instances that a GPU is cut into (MIG). Each is a device of its own to NVML.</summary>
internal sealed unsafe class NvmlInstances
{
    private readonly delegate* unmanaged<NvmlDevice, uint*, NvmlReturn> _most;
    private readonly delegate* unmanaged<NvmlDevice, uint, NvmlDevice*, NvmlReturn> _byIndex;
    private readonly delegate* unmanaged<NvmlDevice, uint*, NvmlReturn> _id;
    private readonly delegate* unmanaged<NvmlDevice, NvmlAttributes*, NvmlReturn> _attributes;

    internal NvmlInstances(nint library)
    {
        _most = (delegate* unmanaged<NvmlDevice, uint*, NvmlReturn>)NvmlLibrary.Find(library, "nvmlDeviceGetMaxMigDeviceCount");
        _byIndex = (delegate* unmanaged<NvmlDevice, uint, NvmlDevice*, NvmlReturn>)NvmlLibrary.Find(library, "nvmlDeviceGetMigDeviceHandleByIndex");
        _id = (delegate* unmanaged<NvmlDevice, uint*, NvmlReturn>)NvmlLibrary.Find(library, "nvmlDeviceGetGpuInstanceId");
        _attributes = (delegate* unmanaged<NvmlDevice, NvmlAttributes*, NvmlReturn>)NvmlLibrary.Find(library, "nvmlDeviceGetAttributes_v2");
    }

    /// <summary>How many instances a GPU can be cut into: as many as it has slices, 7 on A100 and H100, 4 on A30.</summary>
    internal NvmlReturn Most(NvmlDevice device, out uint count)
    {
        fixed (uint* into = &count) return NvmlLibrary.Reset(out count, _most is null) ?? _most(device, into);
    }

    /// <summary>A compute instance by its place among those of a GPU; <see cref="NvmlReturn.NotFound"/> where there is none at that place.</summary>
    internal NvmlReturn ByIndex(NvmlDevice device, uint index, out NvmlDevice instance)
    {
        fixed (NvmlDevice* into = &instance) return NvmlLibrary.Reset(out instance, _byIndex is null) ?? _byIndex(device, index, into);
    }

    /// <summary>The number of the GPU instance that it is of; what lists of processes have.</summary>
    internal NvmlReturn Id(NvmlDevice instance, out uint id)
    {
        fixed (uint* into = &id) return NvmlLibrary.Reset(out id, _id is null) ?? _id(instance, into);
    }

    /// <summary>How large it is.</summary>
    internal NvmlReturn Attributes(NvmlDevice instance, out NvmlAttributes attributes)
    {
        fixed (NvmlAttributes* into = &attributes) return NvmlLibrary.Reset(out attributes, _attributes is null) ?? _attributes(instance, into);
    }
}
