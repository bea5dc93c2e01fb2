namespace EcoCode.Impact.Planning;

/// <summary>How what is to come is known.</summary>
public enum OutlookBy
{
    /// <summary>The provider forecasts it.</summary>
    Forecast,

    /// <summary>By what was at such hours before.</summary>
    Past,
}
