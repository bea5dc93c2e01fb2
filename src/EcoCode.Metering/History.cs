using EcoCode.Quantities;

namespace EcoCode.Metering;

/// <summary>The tree's power over a run of any length in a fixed number of equal steps, which double in width when they are used up.</summary>
internal sealed class History
{
    private const int Steps = 120;

    /// <summary>Counters move by steps of up to 1 ms; over less than this, a step more or less would make a peak.</summary>
    private static readonly TimeSpan ShortestPeak = TimeSpan.FromMilliseconds(50);

    private readonly double[] _joules = new double[Steps];
    private TimeSpan _width = TimeSpan.FromMilliseconds(100);
    private TimeSpan _end;

    private TimeSpan _peakFrom;
    private Energy _peakEnergy;
    private Power _peak;

    /// <summary>The highest power over additions that together were long enough to tell; over all of them when they were not.</summary>
    internal Power Peak => _peak == Power.Zero && _end > _peakFrom ? _peakEnergy / (_end - _peakFrom) : _peak;

    /// <summary>Adds energy that came in evenly from the end of the last addition until now.</summary>
    internal void Add(TimeSpan until, Energy energy)
    {
        while (until > _width * Steps) Halve();
        TimeSpan from = _end;
        TimeSpan span = until - from;
        if (span <= TimeSpan.Zero) return;
        for (int step = (int)(from / _width); step < Steps; step++)
        {
            TimeSpan low = Later(from, _width * step), high = Earlier(until, _width * (step + 1));
            if (high <= low) break;
            _joules[step] += energy.Joules * ((high - low) / span);
        }

        _end = until;
        _peakEnergy += energy;
        if (_end - _peakFrom < ShortestPeak) return;
        Power power = _peakEnergy / (_end - _peakFrom);
        if (power > _peak) _peak = power;
        (_peakFrom, _peakEnergy) = (_end, Energy.Zero);
    }

    /// <summary>Mean power of each step, at most so many, W.</summary>
    internal (TimeSpan Width, IReadOnlyList<double> Watts) Read(int most)
    {
        int used = (int)Math.Ceiling(_end / _width);
        if (used == 0) return (_width, []);
        int merged = (used + most - 1) / most;
        var watts = new List<double>();
        for (int at = 0; at < used; at += merged)
        {
            double joules = 0;
            for (int i = at; i < Math.Min(used, at + merged); i++) joules += _joules[i];
            TimeSpan span = Earlier(_end, _width * (at + merged)) - (_width * at);
            watts.Add(joules / span.TotalSeconds);
        }

        return (_width * merged, watts);
    }

    private void Halve()
    {
        for (int i = 0; i < Steps / 2; i++) _joules[i] = _joules[2 * i] + _joules[(2 * i) + 1];
        Array.Clear(_joules, Steps / 2, Steps / 2);
        _width *= 2;
    }

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
