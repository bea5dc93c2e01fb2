namespace EcoCode.Metering.Windows;

/// <summary>The figures that a program tells of itself. One thread uses it, the one that ticks.</summary>
public sealed class MetricLog
{
    /// <summary>Names that are kept; a program that makes names of its steps would fill the memory.</summary>
    public const int Most = 1000;

    private readonly List<MetricFigures> _all = [];
    private readonly Dictionary<string, int> _index = [];

    /// <summary>Takes a figure. False where there are as many names as may be.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">A finite number.</param>
    public bool TryAdd(string name, double value)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(double.IsFinite(value), true, nameof(value));
        if (_index.TryGetValue(name, out int at))
        {
            _all[at] = _all[at].Plus(value);
            return true;
        }

        if (_all.Count == Most) return false;
        _index[name] = _all.Count;
        _all.Add(new MetricFigures(name, value, value, value, value, 1));
        return true;
    }

    /// <summary>All, in the order in which they were first told.</summary>
    public IReadOnlyList<MetricFigures> Read() => [.. _all];
}
