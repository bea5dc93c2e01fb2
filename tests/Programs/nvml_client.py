"""Prints what NVIDIA's own Python client (pynvml) reads through libnvidia-ml.so.1, a line for each figure.

The library is the stand-in of nvml.c, whose time the client drives: from 0 to 2 s.
"""
import ctypes

import pynvml

SECONDS = 2.0


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def main():
    move = ctypes.CDLL("libnvidia-ml.so.1").fake_nvml_set_time
    move.argtypes = [ctypes.c_double]
    pynvml.nvmlInit()
    print("driver", text(pynvml.nvmlSystemGetDriverVersion()))
    for index in range(pynvml.nvmlDeviceGetCount()):
        device = pynvml.nvmlDeviceGetHandleByIndex(index)
        move(0)
        before = pynvml.nvmlDeviceGetTotalEnergyConsumption(device)
        move(SECONDS)
        print("name", text(pynvml.nvmlDeviceGetName(device)))
        print("uuid", text(pynvml.nvmlDeviceGetUUID(device)))
        print("index", pynvml.nvmlDeviceGetIndex(pynvml.nvmlDeviceGetHandleByUUID(pynvml.nvmlDeviceGetUUID(device))))
        pci = pynvml.nvmlDeviceGetPciInfo(device)
        print("pci", text(pci.busId), hex(pci.bus), hex(pci.pciDeviceId))
        print("architecture", pynvml.nvmlDeviceGetArchitecture(device))
        print("energy_mj", pynvml.nvmlDeviceGetTotalEnergyConsumption(device) - before)
        print("power_mw", pynvml.nvmlDeviceGetPowerUsage(device))
        instant = pynvml.nvmlDeviceGetFieldValues(device, [186])[0]
        print("power_instant_mw", instant.nvmlReturn, instant.value.uiVal)
        print("limits_mw", *pynvml.nvmlDeviceGetPowerManagementLimitConstraints(device), pynvml.nvmlDeviceGetEnforcedPowerLimit(device))
        memory = pynvml.nvmlDeviceGetMemoryInfo(device)
        print("memory", memory.total, memory.free, memory.used)
        print("celsius", pynvml.nvmlDeviceGetTemperature(device, pynvml.NVML_TEMPERATURE_GPU))
        print("clocks_mhz", *(pynvml.nvmlDeviceGetClockInfo(device, clock) for clock in (pynvml.NVML_CLOCK_SM, pynvml.NVML_CLOCK_MEM)))
        print("throttle", hex(pynvml.nvmlDeviceGetCurrentClocksThrottleReasons(device)))
        lists = {
            "compute": pynvml.nvmlDeviceGetComputeRunningProcesses,
            "graphics": pynvml.nvmlDeviceGetGraphicsRunningProcesses,
            "mps": pynvml.nvmlDeviceGetMPSComputeRunningProcesses,
        }
        for kind, running in lists.items():
            for process in running(device):
                print(kind, process.pid, process.usedGpuMemory, process.gpuInstanceId)
        if pynvml.nvmlDeviceGetMigMode(device)[0]:
            instances(device, move)
        else:
            print("busy", pynvml.nvmlDeviceGetUtilizationRates(device).gpu)
            for sample in sorted(pynvml.nvmlDeviceGetProcessUtilization(device, 0), key=lambda one: (one.timeStamp, one.pid))[-2:]:
                print("sample", sample.timeStamp, sample.pid, sample.smUtil)


def instances(device, move):
    most = pynvml.nvmlDeviceGetMaxMigDeviceCount(device)
    print("most_instances", most)
    for place in range(most):
        try:
            part = pynvml.nvmlDeviceGetMigDeviceHandleByIndex(device, place)
        except pynvml.NVMLError_NotFound:
            break
        number = pynvml.nvmlDeviceGetGpuInstanceId(part)
        size = pynvml.nvmlDeviceGetAttributes(part)
        print("instance", number, size.gpuInstanceSliceCount, size.memorySizeMB, [process.pid for process in pynvml.nvmlDeviceGetComputeRunningProcesses(part)])
        print("instance_busy", number, busy(device, number, move))


def busy(device, number, move):
    if not pynvml.nvmlGpmQueryDeviceSupport(device).isSupportedDevice:
        return None
    samples = []
    for second in (0, SECONDS):
        move(second)
        samples.append(pynvml.nvmlGpmMigSampleGet(device, number, pynvml.nvmlGpmSampleAlloc()))
    metrics = pynvml.c_nvmlGpmMetricsGet_t()
    metrics.version = pynvml.NVML_GPM_METRICS_GET_VERSION
    metrics.numMetrics = 1
    metrics.sample1, metrics.sample2 = samples
    metrics.metrics[0].metricId = pynvml.NVML_GPM_METRIC_SM_UTIL
    pynvml.nvmlGpmMetricsGet(metrics)
    return metrics.metrics[0].value


main()
