namespace EcoCode.Impact;

/// <summary>A tariff whose price goes by the clock on the wall of one place.</summary>
/// <remarks>
/// An instant has one wall-clock time, however often that time comes: the hour that a change back from summer time repeats is priced twice by
/// the same rule, and the hour that a change to it leaves out is no time at all. So a day has 23 or 25 priced hours, as the meter has.
/// </remarks>
public sealed class TimeOfUse : ITimedPrice
{
    private readonly decimal? _otherwise;
    private readonly PriceRule[] _rules;

    internal TimeOfUse(string source, string currency, TimeZoneInfo zone, decimal? otherwise, IEnumerable<PriceRule> rules)
        => (Source, Currency, Zone, _otherwise, _rules) = (source, currency, zone, otherwise, [.. rules]);

    public string Currency { get; }

    public string Source { get; }

    /// <summary>Whose wall clock it is.</summary>
    public TimeZoneInfo Zone { get; }

    public decimal? At(DateTimeOffset instant)
    {
        DateTime wall = TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
        foreach (PriceRule rule in _rules)
        {
            if (rule.Fits(wall)) return rule.PerKilowattHour;
        }

        return _otherwise;
    }
}
