namespace EcoCode.Metering.Sampling;

/// <summary>The mean of a clock over time, by readings that each stand for the time since the last one.</summary>
internal struct ClockMean
{
    private double _cycles;
    private double _seconds;
    private double? _first;

    /// <summary>In whole Hz; <c>null</c> when it was never told.</summary>
    internal readonly double? Mean => _seconds > 0 ? Math.Round(_cycles / _seconds) : _first;

    /// <summary>Adds a reading.</summary>
    internal void Add(double? hertz, TimeSpan since)
    {
        if (hertz is not { } told) return;
        _first ??= told;
        _cycles += told * since.TotalSeconds;
        _seconds += since.TotalSeconds;
    }
}
