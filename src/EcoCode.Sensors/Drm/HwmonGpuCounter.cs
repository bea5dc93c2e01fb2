using EcoCode.Host;
using EcoCode.Quantities;

namespace EcoCode.Sensors.Drm;

/// <summary>An <c>energyN_input</c> of a GPU, in microjoules.</summary>
internal sealed class HwmonGpuCounter(SensorId id, DeviceFile file, Sleep sleep) : GpuCounter(id, sleep)
{
    private protected override ReadOutcome TryReadAwake(out Energy told)
    {
        ReadOutcome outcome = file.TryReadCount(out long microjoules);
        told = Energy.FromMicrojoules(microjoules);
        return outcome;
    }
}
