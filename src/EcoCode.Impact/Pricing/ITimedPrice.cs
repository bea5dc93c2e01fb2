namespace EcoCode.Impact;

/// <summary>A price of electricity that depends on when it is used.</summary>
public interface ITimedPrice
{
    /// <summary>ISO 4217 code of all its prices.</summary>
    string Currency { get; }

    /// <summary>Where it is from, as its user named it: a file.</summary>
    string Source { get; }

    /// <summary>The price of a kWh that is used at an instant; null where there is none. It may be negative.</summary>
    decimal? At(DateTimeOffset instant);
}
