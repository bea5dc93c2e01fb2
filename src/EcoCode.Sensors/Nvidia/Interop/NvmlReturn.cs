namespace EcoCode.Sensors.Nvidia.Interop;

/// <summary>What an NVML call came to (nvmlReturn_t); only the values that make a difference here.</summary>
internal enum NvmlReturn
{
    /// <summary>The operation was successful.</summary>
    Success = 0,

    /// <summary>NVML was not initialized, or its driver was reloaded since.</summary>
    Uninitialized = 1,

    /// <summary>A supplied argument is invalid: a handle of before a reload, for one.</summary>
    InvalidArgument = 2,

    /// <summary>The device can't do it.</summary>
    NotSupported = 3,

    /// <summary>This user may not.</summary>
    NoPermission = 4,

    /// <summary>There is no such thing, or no sample yet.</summary>
    NotFound = 6,

    /// <summary>The array is too small; the count says how large it must be.</summary>
    InsufficientSize = 7,

    /// <summary>The kernel driver is not loaded.</summary>
    DriverNotLoaded = 9,

    /// <summary>This NVML has no such function; also what a missing symbol comes to.</summary>
    FunctionNotFound = 13,

    /// <summary>The GPU has fallen off the bus or can't be reached any more.</summary>
    GpuIsLost = 15,

    /// <summary>The GPU can't be used before it is reset.</summary>
    ResetRequired = 16,

    /// <summary>The operating system or a cgroup keeps the device away.</summary>
    OperatingSystem = 17,

    /// <summary>Library and kernel driver are of different versions.</summary>
    VersionMismatch = 18,

    /// <summary>No GPU was found.</summary>
    GpuNotFound = 28,
}
