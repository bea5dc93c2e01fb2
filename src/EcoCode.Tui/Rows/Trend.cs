using System.Runtime.CompilerServices;

namespace EcoCode.Tui.Rows;

/// <summary>The energy of the last minute in ten steps, J; the last step is the one that time is in.</summary>
[InlineArray(Length)]
internal struct Trend
{
    internal const int Length = 10;

#pragma warning disable IDE0044, IDE0051 // An inline array is its one field, over and over.
    private float _joules;
#pragma warning restore IDE0044, IDE0051

    /// <summary>Adds energy that came in evenly over an interval.</summary>
    internal void Add(in TrendStride stride, double joules)
    {
        Shift(stride.Steps);
        if (stride.Steps == 0)
        {
            this[Length - 1] += (float)joules;
            return;
        }

        int first = Length - 1 - stride.Steps;
        if (first >= 0) this[first] += (float)(joules * stride.First);
        for (int i = Math.Max(0, first + 1); i < Length - 1; i++) this[i] += (float)(joules * stride.Whole);
        this[Length - 1] += (float)(joules * stride.Last);
    }

    /// <summary>Adds another one, step by step.</summary>
    internal void Add(in Trend other)
    {
        for (int i = 0; i < Length; i++) this[i] += other[i];
    }

    private void Shift(int steps)
    {
        if (steps <= 0) return;
        int kept = Math.Max(0, Length - steps);
        for (int i = 0; i < kept; i++) this[i] = this[i + Length - kept];
        for (int i = kept; i < Length; i++) this[i] = 0;
    }
}
