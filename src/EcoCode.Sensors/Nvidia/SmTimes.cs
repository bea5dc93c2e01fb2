using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>Adds samples of how busy processes kept a GPU up to time.</summary>
/// <remarks>
/// A sample is a percentage over one sample period of the driver (1/6 to 1 s by nvml.h), and periods without use have none. So a sample stands
/// for the time since the process's last one, but for no more than a period; how long that is shows in the shortest distance of two samples.
/// The mean over a window is then that of all its periods, where taking the highest or the last sample would be anything.
/// </remarks>
internal sealed class SmTimes
{
    private const ulong LongestPeriod = 1_000_000;
    private const ulong ShortestPeriod = 10_000;

    private ulong _period = LongestPeriod;
    private bool _begun;

    /// <summary>The sample period as far as it is known.</summary>
    internal TimeSpan Period => TimeSpan.FromMicroseconds(_period);

    /// <summary>Time stamp of the newest sample so far, µs of the driver's clock; only later ones are asked for.</summary>
    internal ulong Newest { get; private set; }

    /// <summary>Takes a batch of samples, in any order. Those of the first batch are of before, and count nothing.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="since">Time since the first look, before which nothing counts.</param>
    /// <param name="table">What they are added to.</param>
    internal void Take(Span<NvmlProcessSample> samples, TimeSpan since, ProcessTable table)
    {
        samples.Sort(static (one, other) => one.TimeStamp.CompareTo(other.TimeStamp));
        for (int i = 1; i < samples.Length; i++) Learn(samples[i].TimeStamp - samples[i - 1].TimeStamp);
        ulong most = Math.Min(_period, (ulong)since.TotalMicroseconds);
        foreach (ref readonly NvmlProcessSample sample in samples)
        {
            ulong last = table.LastSample(sample.Pid);
            if (sample.TimeStamp <= last) continue;
            ulong distance = sample.TimeStamp - last;
            if (last > 0) Learn(distance);
            if (_begun) table.Work(sample.Pid, Math.Min(Math.Min(distance, most), _period), sample.SmUtil);
            table.Sampled(sample.Pid, sample.TimeStamp);
            if (sample.TimeStamp > Newest) Newest = sample.TimeStamp;
        }

        _begun = true;
    }

    /// <summary>Samples of one period are of one moment, but for some microseconds.</summary>
    private void Learn(ulong distance)
    {
        if (distance >= ShortestPeriod && distance < _period) _period = distance;
    }

    /// <summary>Notes that there was nothing to take: what comes from now on counts.</summary>
    internal void Begin() => _begun = true;
}
