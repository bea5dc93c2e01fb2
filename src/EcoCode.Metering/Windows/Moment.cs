namespace EcoCode.Metering.Windows;

/// <summary>All totals at one moment.</summary>
/// <param name="At">When, as a time stamp of the clock.</param>
/// <param name="Totals">The columns that there were when it was looked up.</param>
internal sealed record Moment(long At, long[] Totals)
{
    /// <summary>A total; zero where there was no such column yet.</summary>
    internal long this[int column] => column < Totals.Length ? Totals[column] : 0;
}
