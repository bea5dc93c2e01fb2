using System.Text.Json;

namespace EcoCode.Ledger.Export.Writing;

/// <summary>Fields of a part of the machine.</summary>
internal static class ComponentFields
{
    internal static void Write(Utf8JsonWriter json, RunComponent part)
    {
        json.WriteString("component"u8, part.Component);
        json.WriteString("device"u8, part.Device);
        json.Joules("energy_j"u8, part.EnergyJ);
        json.WriteString("provenance"u8, part.Provenance);
        json.WriteString("source"u8, part.Source);
        json.Text("origin"u8, part.Origin);
        json.Number("band_j"u8, part.BandJ);
        json.Object("gpu"u8, part.Gpu, static (json, gpu) => Gpu(json, gpu));
    }

    private static void Gpu(Utf8JsonWriter json, RunGpu gpu)
    {
        json.WriteNumber("index"u8, gpu.Index);
        json.Text("name"u8, gpu.Name);
        json.Text("uuid"u8, gpu.Uuid);
        json.Text("pci_address"u8, gpu.PciAddress);
        json.Number("utilisation_mean"u8, gpu.UtilisationMean);
        json.Whole("memory_peak_bytes"u8, gpu.MemoryPeakBytes);
        json.Whole("memory_total_bytes"u8, gpu.MemoryTotalBytes);
        json.Number("temperature_max_c"u8, gpu.TemperatureMaxC);
        json.Number("throttled_s"u8, gpu.ThrottledS);
        json.Texts("throttle_reasons"u8, gpu.ThrottleReasons);
        json.Number("sm_clock_mean_hz"u8, gpu.SmClockMeanHz);
        json.Number("memory_clock_mean_hz"u8, gpu.MemoryClockMeanHz);
        json.Number("power_limit_w"u8, gpu.PowerLimitW);
    }
}
