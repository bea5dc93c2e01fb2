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

    /// <summary>Adds energy that came in evenly while so many steps began.</summary>
    internal void Add(int steps, double joules)
    {
        Shift(steps);
        int slots = Math.Clamp(steps, 1, Length);
        for (int i = Length - slots; i < Length; i++) this[i] += (float)(joules / slots);
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
