namespace EcoCode.Sensors.Nvidia.Interop;

/// <summary>NVML's performance metrics (GPM): how busy an instance was between two samples. Hopper and newer.</summary>
internal sealed unsafe class NvmlGpm
{
    private const uint Version = 1;

    /// <summary>NVML_GPM_METRIC_SM_UTIL: percentage of SMs that were busy, 0 to 100.</summary>
    private const uint SmUtilization = 2;

    private readonly delegate* unmanaged<NvmlDevice, NvmlGpmSupport*, NvmlReturn> _support;
    private readonly delegate* unmanaged<NvmlGpmSample*, NvmlReturn> _allocate;
    private readonly delegate* unmanaged<NvmlGpmSample, NvmlReturn> _free;
    private readonly delegate* unmanaged<NvmlDevice, uint, NvmlGpmSample, NvmlReturn> _sample;
    private readonly delegate* unmanaged<NvmlGpmMetrics*, NvmlReturn> _metrics;

    internal NvmlGpm(nint library)
    {
        _support = (delegate* unmanaged<NvmlDevice, NvmlGpmSupport*, NvmlReturn>)NvmlLibrary.Find(library, "nvmlGpmQueryDeviceSupport");
        _allocate = (delegate* unmanaged<NvmlGpmSample*, NvmlReturn>)NvmlLibrary.Find(library, "nvmlGpmSampleAlloc");
        _free = (delegate* unmanaged<NvmlGpmSample, NvmlReturn>)NvmlLibrary.Find(library, "nvmlGpmSampleFree");
        _sample = (delegate* unmanaged<NvmlDevice, uint, NvmlGpmSample, NvmlReturn>)NvmlLibrary.Find(library, "nvmlGpmMigSampleGet");
        _metrics = (delegate* unmanaged<NvmlGpmMetrics*, NvmlReturn>)NvmlLibrary.Find(library, "nvmlGpmMetricsGet");
    }

    private bool IsWhole => _allocate is not null && _free is not null && _sample is not null && _metrics is not null;

    /// <summary>Whether a GPU has them, and the library all that it takes.</summary>
    internal bool IsSupported(NvmlDevice device)
    {
        var support = new NvmlGpmSupport { Version = Version };
        return IsWhole && _support is not null && _support(device, &support) == NvmlReturn.Success && support.IsSupportedDevice != 0;
    }

    /// <summary>Makes room for a sample, to be given back by <see cref="Free"/>.</summary>
    internal NvmlReturn Allocate(out NvmlGpmSample sample)
    {
        fixed (NvmlGpmSample* into = &sample) return NvmlLibrary.Reset(out sample, !IsWhole) ?? _allocate(into);
    }

    internal void Free(NvmlGpmSample sample) => _free(sample);

    /// <summary>Takes a sample of a GPU instance.</summary>
    internal NvmlReturn Sample(NvmlDevice device, uint instance, NvmlGpmSample into) => _sample(device, instance, into);

    /// <summary>How busy the instance's SMs were between two samples of it, 0 to 1.</summary>
    /// <param name="buffer">Room that is used again and again; what is in it does not matter.</param>
    /// <param name="earlier">The first sample.</param>
    /// <param name="later">The second sample.</param>
    /// <param name="busy">The mean over the time between.</param>
    internal NvmlReturn Busy(ref NvmlGpmMetrics buffer, NvmlGpmSample earlier, NvmlGpmSample later, out double busy)
    {
        (buffer.Version, buffer.Count, buffer.Earlier, buffer.Later) = (Version, 1, earlier, later);
        buffer.Metrics[0] = new NvmlGpmMetric { MetricId = SmUtilization };
        NvmlReturn outcome;
        fixed (NvmlGpmMetrics* all = &buffer) outcome = _metrics(all);
        if (outcome == NvmlReturn.Success) outcome = buffer.Metrics[0].Return;
        double value = buffer.Metrics[0].Value;
        busy = value is > 0 and <= 100 ? value / 100 : value > 100 ? 1 : 0;
        return outcome;
    }
}
