namespace EcoCode.Impact.Live;

/// <summary>What an intensity can be. Peat and oil shale plants emit up to 1500 g/kWh; losses of storage and grid are within the rest.</summary>
public static class GridRange
{
    /// <summary>In g/kWh.</summary>
    public const double Most = 3000;

    /// <summary>Whether a figure in g/kWh can be one.</summary>
    internal static bool Holds(double gramsPerKilowattHour) => gramsPerKilowattHour is >= 0 and <= Most;
}
