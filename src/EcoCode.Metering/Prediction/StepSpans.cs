namespace EcoCode.Metering.Prediction;

/// <summary>What the steps of a program took, in spans of one step or more, in a memory that does not grow: when it is full, neighbours are joined.</summary>
/// <remarks>
/// The first spans are those of a warm-up when they are unlike the later half of all: further from its median than three times the median
/// absolute deviation, scaled to a standard deviation by 1.4826 (Leys and others, J. Exp. Soc. Psychol. 49, 2013, 764–766; more where the half
/// is of few spans, as Student's points are wider than the normal ones), and by more than
/// a twentieth of the median, so that steps of the same length to the microsecond make no outlier of a difference that is none.
/// </remarks>
internal sealed class StepSpans
{
    private const int Most = 128;
    private const double Deviations = 3, ToSigma = 1.4826, LeastDifference = 0.05;

    private readonly double[] _steps = new double[Most];
    private readonly double[] _seconds = new double[Most];
    private readonly double[] _joules = new double[Most];
    private int _marksPerSpan = 1;
    private int _marks;
    private (double Steps, double Seconds, double Joules) _open;
    private double _left;

    /// <summary>Complete spans.</summary>
    internal int Count { get; private set; }

    internal ReadOnlySpan<double> Steps => _steps.AsSpan(0, Count);

    internal ReadOnlySpan<double> Seconds => _seconds.AsSpan(0, Count);

    internal ReadOnlySpan<double> Joules => _joules.AsSpan(0, Count);

    /// <summary>Adds what some steps took.</summary>
    internal void Add(double steps, double seconds, double joules)
    {
        _open = (_open.Steps + steps, _open.Seconds + seconds, _open.Joules + joules);
        if (++_marks < _marksPerSpan) return;
        if (Count == Most) Join();
        (_steps[Count], _seconds[Count], _joules[Count]) = _open;
        Count++;
        (_marks, _open) = (0, default);
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear() => (Count, _marks, _marksPerSpan, _open, _left) = (0, 0, 1, default, 0);

    /// <summary>How many spans at the begin are those of a warm-up, and the steps in them and in those that were left out before.</summary>
    internal int WarmUp(out long steps)
    {
        int half = Count / 2, spans = 0;
        if (Count - half >= 3)
        {
            (double Median, double Far) time = Usual(_seconds, half), energy = Usual(_joules, half);
            while (spans < half && (Unlike(_seconds, spans, time) || Unlike(_joules, spans, energy))) spans++;
        }

        double left = _left;
        for (int i = 0; i < spans; i++) left += _steps[i];
        steps = (long)left;
        return spans;
    }

    private bool Unlike(double[] values, int at, (double Median, double Far) usual) => Math.Abs((values[at] / _steps[at]) - usual.Median) > usual.Far;

    private (double Median, double Far) Usual(double[] values, int from)
    {
        double[] perStep = new double[Count - from];
        for (int i = from; i < Count; i++) perStep[i - from] = values[i] / _steps[i];
        double median = Median(perStep);
        for (int i = 0; i < perStep.Length; i++) perStep[i] = Math.Abs(perStep[i] - median);
        double few = Remainder.Point(perStep.Length - 1) / Remainder.Point(int.MaxValue);
        return (median, Math.Max(Deviations * few * ToSigma * Median(perStep), LeastDifference * median));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>Makes one span of two, without those of the warm-up, which later could not be told from the rest.</summary>
    private void Join()
    {
        int from = WarmUp(out long left);
        _left = left;
        int to = 0;
        for (; from + 1 < Count; from += 2, to++)
        {
            _steps[to] = _steps[from] + _steps[from + 1];
            _seconds[to] = _seconds[from] + _seconds[from + 1];
            _joules[to] = _joules[from] + _joules[from + 1];
        }

        Count = to;
        _marksPerSpan *= 2;
    }
}
