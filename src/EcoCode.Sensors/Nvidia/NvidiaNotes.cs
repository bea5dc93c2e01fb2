using EcoCode.Quantities;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>What stands in the way of measuring NVIDIA GPUs, or makes their figures less certain.</summary>
internal static class NvidiaNotes
{
    internal static Note NoLibrary(string library) => new(
        "ECO1301", $"NVIDIA's driver is loaded, but `{library}` can't be, so its GPUs are not measured", "install the driver's library; `docker run --gpus all` brings it into a container");

    internal static Note NoAnswer { get; } = new("ECO1302", "NVIDIA's driver does not answer, so its GPUs are not measured", "see whether `nvidia-smi` does");

    internal static Note NoInit(NvmlReturn outcome) => outcome switch
    {
        NvmlReturn.VersionMismatch => new("ECO1303", "NVIDIA's library and kernel driver are of different versions, so its GPUs are not measured", "restart the machine, or reload the driver"),
        NvmlReturn.NoPermission or NvmlReturn.OperatingSystem => new("ECO1304", "this user may not use NVIDIA's driver, so its GPUs are not measured", "`ls -l /dev/nvidia*` shows who may"),
        _ => new("ECO1305", $"NVIDIA's library does not start (error {(int)outcome}), so its GPUs are not measured", "see whether `nvidia-smi` does"),
    };

    internal static Note NotReached(uint index, NvmlReturn outcome)
        => new("ECO1306", $"GPU {index} can't be reached (error {(int)outcome}), so it is not measured", "`nvidia-smi` and `dmesg` may tell why");

    internal static Note NoEnergy(GpuIdentity gpu) => new("ECO1307", $"{gpu.Label} tells neither energy nor power, so it is not measured");

    internal static Note Averaged(GpuIdentity gpu)
        => new("ECO1308", $"the power of {gpu.Label} is a mean over 1 s by its driver, so what lasts less is blurred", "drivers from 525 on tell the power of the moment");

    internal static Note Mig(GpuIdentity gpu, bool tellsUse) => new(
        "ECO1309",
        $"{gpu.Label} is cut into instances (MIG): its energy is shared out by {(tellsUse ? "how busy they were" : "the size of those in use, as it does not tell how busy they are")}, and within one by memory");

    internal static Note Mps(GpuIdentity gpu)
        => new("ECO1310", $"processes use {gpu.Label} through an MPS server, which hides how much: its energy is shared out by the memory that they hold");

    internal static Note VgpuHost(GpuIdentity gpu)
        => new("ECO1311", $"{gpu.Label} serves virtual machines, whose use is not told by process: it is other processes'");

    internal static Note ForeignPids { get; } = new(
        "ECO1312",
        "this is another PID namespace than the host's, and NVIDIA's driver may name processes as the host does: then whose use of a GPU is whose can't be told",
        "mount the host's /proc and name it by `--host-proc`, or start the container with `--pid=host`");

    internal static Note UnsureOrder(string origin) => new(
        "ECO1342", $"the numbers in `{origin}` may not be those of the driver, as the GPUs differ, so all are measured", "set `CUDA_DEVICE_ORDER=PCI_BUS_ID`, or say `--gpus`");
}
