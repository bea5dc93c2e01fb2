using System.Runtime.InteropServices;

namespace EcoCode.Sensors.Nvidia.Interop;

/// <summary>One of NVML's lists of processes on a GPU, in whichever of its versions the driver has.</summary>
/// <remarks>Version 3 (driver 510) and 2 share a layout. Drivers that only have the first tell less of each process.</remarks>
internal sealed unsafe class ProcessList
{
    private readonly delegate* unmanaged<NvmlDevice, uint*, NvmlProcess*, NvmlReturn> _read;
    private readonly delegate* unmanaged<NvmlDevice, uint*, NvmlProcessV1*, NvmlReturn> _readFirst;
    private NvmlProcessV1[] _first = [];

    internal ProcessList(nint library, string name)
    {
        if (NativeLibrary.TryGetExport(library, name + "_v3", out nint found) || NativeLibrary.TryGetExport(library, name + "_v2", out found))
        {
            _read = (delegate* unmanaged<NvmlDevice, uint*, NvmlProcess*, NvmlReturn>)found;
        }
        else if (NativeLibrary.TryGetExport(library, name, out found))
        {
            _readFirst = (delegate* unmanaged<NvmlDevice, uint*, NvmlProcessV1*, NvmlReturn>)found;
        }
    }

    /// <summary>A length that holds what there is, and some that join until the next call.</summary>
    internal static int Larger(uint wanted, int length) => (int)Math.Min(Math.Max(wanted, (uint)length) * 2, 1 << 16);

    /// <summary>Reads the list; the array grows when it is too small.</summary>
    internal NvmlReturn Read(NvmlDevice device, ref NvmlProcess[] processes, out int count)
    {
        count = 0;
        for (int tries = 0; ; tries++)
        {
            uint written = (uint)processes.Length;
            NvmlReturn outcome = _read is not null ? Call(device, processes, &written) : CallFirst(device, processes, &written);
            if (outcome == NvmlReturn.Success) count = (int)Math.Min(written, (uint)processes.Length);
            if (outcome != NvmlReturn.InsufficientSize || tries > 0) return outcome;
            processes = new NvmlProcess[Larger(written, processes.Length)];
        }
    }

    private NvmlReturn Call(NvmlDevice device, NvmlProcess[] processes, uint* count)
    {
        fixed (NvmlProcess* into = processes) return _read(device, count, into);
    }

    private NvmlReturn CallFirst(NvmlDevice device, NvmlProcess[] processes, uint* count)
    {
        if (_readFirst is null) return NvmlReturn.FunctionNotFound;

        // Devices are read on threads of their own, so that the buffer in between must not be shared.
        NvmlProcessV1[] first = Interlocked.Exchange(ref _first, []);
        if (first.Length < processes.Length) first = new NvmlProcessV1[processes.Length];
        *count = (uint)processes.Length;
        NvmlReturn outcome;
        fixed (NvmlProcessV1* into = first) outcome = _readFirst(device, count, into);
        for (uint i = 0; outcome == NvmlReturn.Success && i < Math.Min(*count, (uint)processes.Length); i++)
        {
            processes[i] = new NvmlProcess { Pid = first[i].Pid, UsedGpuMemory = first[i].UsedGpuMemory };
        }

        _first = first;
        return outcome;
    }
}
