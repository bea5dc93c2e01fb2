using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace EcoCode.Sensors.Nvidia.Interop;

/// <summary>NVIDIA's management library, loaded at run time: absent on most machines, which is no error.</summary>
/// <remarks>
/// Functions are found by name, the newest version first; one that is missing answers <see cref="NvmlReturn.FunctionNotFound"/>. NVML is thread-safe.
/// Any call may take seconds. Never unloaded: a thread may be stuck in it. Source of names and layouts: nvml.h of CUDA 13.3 (NVML 13.3.29).
/// </remarks>
internal sealed unsafe class NvmlLibrary
{
    private const int TemperatureOfDie = 0;
    private const int LongestName = 96;

    private readonly delegate* unmanaged<NvmlReturn> _init;
    private readonly delegate* unmanaged<byte*, uint, NvmlReturn> _driverVersion;
    private readonly delegate* unmanaged<uint*, NvmlReturn> _count;
    private readonly delegate* unmanaged<uint, NvmlDevice*, NvmlReturn> _byIndex;
    private readonly delegate* unmanaged<byte*, NvmlDevice*, NvmlReturn> _byUuid;
    private readonly delegate* unmanaged<NvmlDevice, byte*, uint, NvmlReturn> _name;
    private readonly delegate* unmanaged<NvmlDevice, byte*, uint, NvmlReturn> _uuid;
    private readonly delegate* unmanaged<NvmlDevice, NvmlPci*, NvmlReturn> _pci;
    private readonly delegate* unmanaged<NvmlDevice, uint*, NvmlReturn> _architecture;
    private readonly delegate* unmanaged<NvmlDevice, uint*, uint*, NvmlReturn> _powerLimits;
    private readonly delegate* unmanaged<NvmlDevice, uint*, uint*, NvmlReturn> _migMode;
    private readonly delegate* unmanaged<NvmlDevice, int*, NvmlReturn> _virtualization;
    private readonly delegate* unmanaged<NvmlDevice, ulong*, NvmlReturn> _energy;
    private readonly delegate* unmanaged<NvmlDevice, uint*, NvmlReturn> _power;
    private readonly delegate* unmanaged<NvmlDevice, int, NvmlField*, NvmlReturn> _fields;
    private readonly delegate* unmanaged<NvmlDevice, NvmlUtilization*, NvmlReturn> _utilization;
    private readonly delegate* unmanaged<NvmlDevice, NvmlMemory*, NvmlReturn> _memory;
    private readonly delegate* unmanaged<NvmlDevice, int, uint*, NvmlReturn> _temperature;
    private readonly delegate* unmanaged<NvmlDevice, int, uint*, NvmlReturn> _clock;
    private readonly delegate* unmanaged<NvmlDevice, uint*, NvmlReturn> _powerLimit;
    private readonly delegate* unmanaged<NvmlDevice, ulong*, NvmlReturn> _eventReasons;
    private readonly delegate* unmanaged<NvmlDevice, NvmlProcessSample*, uint*, ulong, NvmlReturn> _processSamples;
    private readonly ProcessList _compute;
    private readonly ProcessList _graphics;
    private readonly ProcessList _mps;

    private NvmlLibrary(nint library)
    {
        _init = (delegate* unmanaged<NvmlReturn>)Find(library, "nvmlInit_v2", "nvmlInit");
        _driverVersion = (delegate* unmanaged<byte*, uint, NvmlReturn>)Find(library, "nvmlSystemGetDriverVersion");
        _count = (delegate* unmanaged<uint*, NvmlReturn>)Find(library, "nvmlDeviceGetCount_v2", "nvmlDeviceGetCount");
        _byIndex = (delegate* unmanaged<uint, NvmlDevice*, NvmlReturn>)Find(library, "nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex");
        _byUuid = (delegate* unmanaged<byte*, NvmlDevice*, NvmlReturn>)Find(library, "nvmlDeviceGetHandleByUUID");
        _name = (delegate* unmanaged<NvmlDevice, byte*, uint, NvmlReturn>)Find(library, "nvmlDeviceGetName");
        _uuid = (delegate* unmanaged<NvmlDevice, byte*, uint, NvmlReturn>)Find(library, "nvmlDeviceGetUUID");
        _pci = (delegate* unmanaged<NvmlDevice, NvmlPci*, NvmlReturn>)Find(library, "nvmlDeviceGetPciInfo_v3");
        _architecture = (delegate* unmanaged<NvmlDevice, uint*, NvmlReturn>)Find(library, "nvmlDeviceGetArchitecture");
        _powerLimits = (delegate* unmanaged<NvmlDevice, uint*, uint*, NvmlReturn>)Find(library, "nvmlDeviceGetPowerManagementLimitConstraints");
        _migMode = (delegate* unmanaged<NvmlDevice, uint*, uint*, NvmlReturn>)Find(library, "nvmlDeviceGetMigMode");
        _virtualization = (delegate* unmanaged<NvmlDevice, int*, NvmlReturn>)Find(library, "nvmlDeviceGetVirtualizationMode");
        _energy = (delegate* unmanaged<NvmlDevice, ulong*, NvmlReturn>)Find(library, "nvmlDeviceGetTotalEnergyConsumption");
        _power = (delegate* unmanaged<NvmlDevice, uint*, NvmlReturn>)Find(library, "nvmlDeviceGetPowerUsage");
        _fields = (delegate* unmanaged<NvmlDevice, int, NvmlField*, NvmlReturn>)Find(library, "nvmlDeviceGetFieldValues");
        _utilization = (delegate* unmanaged<NvmlDevice, NvmlUtilization*, NvmlReturn>)Find(library, "nvmlDeviceGetUtilizationRates");
        _memory = (delegate* unmanaged<NvmlDevice, NvmlMemory*, NvmlReturn>)Find(library, "nvmlDeviceGetMemoryInfo");
        _temperature = (delegate* unmanaged<NvmlDevice, int, uint*, NvmlReturn>)Find(library, "nvmlDeviceGetTemperature");
        _clock = (delegate* unmanaged<NvmlDevice, int, uint*, NvmlReturn>)Find(library, "nvmlDeviceGetClockInfo");
        _powerLimit = (delegate* unmanaged<NvmlDevice, uint*, NvmlReturn>)Find(library, "nvmlDeviceGetEnforcedPowerLimit");
        _eventReasons = (delegate* unmanaged<NvmlDevice, ulong*, NvmlReturn>)Find(library, "nvmlDeviceGetCurrentClocksEventReasons", "nvmlDeviceGetCurrentClocksThrottleReasons");
        _processSamples = (delegate* unmanaged<NvmlDevice, NvmlProcessSample*, uint*, ulong, NvmlReturn>)Find(library, "nvmlDeviceGetProcessUtilization");
        _compute = new ProcessList(library, "nvmlDeviceGetComputeRunningProcesses");
        _graphics = new ProcessList(library, "nvmlDeviceGetGraphicsRunningProcesses");
        _mps = new ProcessList(library, "nvmlDeviceGetMPSComputeRunningProcesses");
        Instances = new NvmlInstances(library);
        Gpm = new NvmlGpm(library);
    }

    /// <summary>The parts that a GPU is cut into.</summary>
    internal NvmlInstances Instances { get; }

    /// <summary>How busy they are.</summary>
    internal NvmlGpm Gpm { get; }

    /// <summary>What the library is called on this system. The name on Windows is that of its driver's documentation, and was not tried.</summary>
    internal static string FileName => OperatingSystem.IsWindows() ? "nvml.dll" : "libnvidia-ml.so.1";

    /// <summary>Version of the driver as its makers print it; <c>null</c> when not told.</summary>
    internal string? DriverVersion
    {
        get
        {
            byte* text = stackalloc byte[LongestName];
            return Text(_driverVersion is null ? NvmlReturn.FunctionNotFound : _driverVersion(text, LongestName), text);
        }
    }

    /// <summary>Loads the library. False when there is none, or none for this machine.</summary>
    internal static bool TryLoad(string path, [NotNullWhen(true)] out NvmlLibrary? library)
    {
        library = NativeLibrary.TryLoad(path, out nint handle) ? new NvmlLibrary(handle) : null;
        return library is not null;
    }

    /// <summary>Connects to the driver. May be called again after a reload of it.</summary>
    internal NvmlReturn Init() => _init is null ? NvmlReturn.FunctionNotFound : _init();

    internal NvmlReturn Count(out uint count)
    {
        fixed (uint* into = &count) return Reset(out count, _count is null) ?? _count(into);
    }

    internal NvmlReturn ByIndex(uint index, out NvmlDevice device)
    {
        fixed (NvmlDevice* into = &device) return Reset(out device, _byIndex is null) ?? _byIndex(index, into);
    }

    internal NvmlReturn ByUuid(string uuid, out NvmlDevice device)
    {
        fixed (byte* text = Encoding.ASCII.GetBytes(uuid + '\0'))
        fixed (NvmlDevice* into = &device) return Reset(out device, _byUuid is null) ?? _byUuid(text, into);
    }

    internal string? Name(NvmlDevice device)
    {
        byte* text = stackalloc byte[LongestName];
        return Text(_name is null ? NvmlReturn.FunctionNotFound : _name(device, text, LongestName), text);
    }

    internal string? Uuid(NvmlDevice device)
    {
        byte* text = stackalloc byte[LongestName];
        return Text(_uuid is null ? NvmlReturn.FunctionNotFound : _uuid(device, text, LongestName), text);
    }

    internal NvmlReturn Pci(NvmlDevice device, out NvmlPci pci)
    {
        fixed (NvmlPci* into = &pci) return Reset(out pci, _pci is null) ?? _pci(device, into);
    }

    /// <summary>Generation: 7 is Ampere, 8 Ada, 9 Hopper (NVML_DEVICE_ARCH_…).</summary>
    internal NvmlReturn Architecture(NvmlDevice device, out uint architecture)
    {
        fixed (uint* into = &architecture) return Reset(out architecture, _architecture is null) ?? _architecture(device, into);
    }

    /// <summary>The highest power limit that can be set, mW.</summary>
    internal NvmlReturn HighestPowerLimit(NvmlDevice device, out uint milliwatts)
    {
        uint least;
        fixed (uint* into = &milliwatts) return Reset(out milliwatts, _powerLimits is null) ?? _powerLimits(device, &least, into);
    }

    /// <summary>The power limit that holds now, mW.</summary>
    internal NvmlReturn PowerLimit(NvmlDevice device, out uint milliwatts)
    {
        fixed (uint* into = &milliwatts) return Reset(out milliwatts, _powerLimit is null) ?? _powerLimit(device, into);
    }

    /// <summary>The clock that a part of it has now, MHz.</summary>
    internal NvmlReturn Clock(NvmlDevice device, NvmlClock clock, out uint megahertz)
    {
        fixed (uint* into = &megahertz) return Reset(out megahertz, _clock is null) ?? _clock(device, (int)clock, into);
    }

    /// <summary>Whether the GPU is cut into instances (MIG): 1 if it is.</summary>
    internal NvmlReturn MigMode(NvmlDevice device, out uint mode)
    {
        uint pending;
        fixed (uint* into = &mode) return Reset(out mode, _migMode is null) ?? _migMode(device, into, &pending);
    }

    /// <summary>2 in a virtual machine with a vGPU, 3 on a host that gives vGPUs out.</summary>
    internal NvmlReturn Virtualization(NvmlDevice device, out int mode)
    {
        fixed (int* into = &mode) return Reset(out mode, _virtualization is null) ?? _virtualization(device, into);
    }

    /// <summary>Energy since the driver was loaded, mJ. Volta and newer.</summary>
    internal NvmlReturn TotalEnergy(NvmlDevice device, out ulong millijoules)
    {
        fixed (ulong* into = &millijoules) return Reset(out millijoules, _energy is null) ?? _energy(device, into);
    }

    /// <summary>Power of the board, mW; on Ampere (but GA100) and newer the mean of the last second.</summary>
    internal NvmlReturn Power(NvmlDevice device, out uint milliwatts)
    {
        fixed (uint* into = &milliwatts) return Reset(out milliwatts, _power is null) ?? _power(device, into);
    }

    /// <summary>One field; its own outcome is in it.</summary>
    internal NvmlReturn Field(NvmlDevice device, ref NvmlField field)
    {
        fixed (NvmlField* into = &field) return _fields is null ? NvmlReturn.FunctionNotFound : _fields(device, 1, into);
    }

    internal NvmlReturn Utilization(NvmlDevice device, out NvmlUtilization utilization)
    {
        fixed (NvmlUtilization* into = &utilization) return Reset(out utilization, _utilization is null) ?? _utilization(device, into);
    }

    internal NvmlReturn Memory(NvmlDevice device, out NvmlMemory memory)
    {
        fixed (NvmlMemory* into = &memory) return Reset(out memory, _memory is null) ?? _memory(device, into);
    }

    /// <summary>Temperature of the die, °C.</summary>
    internal NvmlReturn Temperature(NvmlDevice device, out uint celsius)
    {
        fixed (uint* into = &celsius) return Reset(out celsius, _temperature is null) ?? _temperature(device, TemperatureOfDie, into);
    }

    /// <summary>Why the clocks are what they are: bits of nvmlClocksEventReasons.</summary>
    internal NvmlReturn ClocksEventReasons(NvmlDevice device, out ulong reasons)
    {
        fixed (ulong* into = &reasons) return Reset(out reasons, _eventReasons is null) ?? _eventReasons(device, into);
    }

    /// <summary>Samples later than a time stamp of NVML's own, µs; the array grows when it is too small.</summary>
    internal NvmlReturn ProcessSamples(NvmlDevice device, ulong after, ref NvmlProcessSample[] samples, out int count)
    {
        count = 0;
        if (_processSamples is null) return NvmlReturn.FunctionNotFound;
        for (int tries = 0; ; tries++)
        {
            uint written = (uint)samples.Length;
            fixed (NvmlProcessSample* into = samples)
            {
                NvmlReturn outcome = _processSamples(device, into, &written, after);
                if (outcome == NvmlReturn.Success) count = (int)Math.Min(written, (uint)samples.Length);
                if (outcome != NvmlReturn.InsufficientSize || tries > 0) return outcome;
            }

            samples = new NvmlProcessSample[ProcessList.Larger(written, samples.Length)];
        }
    }

    internal NvmlReturn ComputeProcesses(NvmlDevice device, ref NvmlProcess[] processes, out int count) => _compute.Read(device, ref processes, out count);

    internal NvmlReturn GraphicsProcesses(NvmlDevice device, ref NvmlProcess[] processes, out int count) => _graphics.Read(device, ref processes, out count);

    /// <summary>Processes behind an MPS server, which computes for them as one.</summary>
    internal NvmlReturn MpsProcesses(NvmlDevice device, ref NvmlProcess[] processes, out int count) => _mps.Read(device, ref processes, out count);

    internal static nint Find(nint library, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryGetExport(library, name, out nint found)) return found;
        }

        return 0;
    }

    /// <summary>Clears what a call is to fill, so that a call that fills nothing leaves no chance value.</summary>
    internal static NvmlReturn? Reset<T>(out T value, bool missing)
        where T : unmanaged
    {
        value = default;
        return missing ? NvmlReturn.FunctionNotFound : null;
    }

    private static string? Text(NvmlReturn outcome, byte* text)
    {
        if (outcome != NvmlReturn.Success) return null;
        var all = new ReadOnlySpan<byte>(text, LongestName);
        int end = all.IndexOf((byte)0);
        return end > 0 ? Encoding.UTF8.GetString(all[..end]) : null;
    }
}
