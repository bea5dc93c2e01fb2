namespace EcoCode.Tui.Filter;

/// <summary>The units that figures may be typed in.</summary>
internal static class FilterUnits
{
    private static readonly (string Unit, double Factor)[] Watts = [("W", 1), ("mW", 1e-3), ("kW", 1e3), ("MW", 1e6)];
    private static readonly (string Unit, double Factor)[] Joules = [("Wh", 3600), ("mWh", 3.6), ("kWh", 3.6e6), ("MWh", 3.6e9), ("J", 1), ("mJ", 1e-3), ("kJ", 1e3), ("MJ", 1e6)];
    private static readonly (string Unit, double Factor)[] Grams = [("g", 1), ("mg", 1e-3), ("kg", 1e3), ("t", 1e6)];
    private static readonly (string Unit, double Factor)[] Percent = [("%", 1)];

    /// <summary>The factor of a unit, or null when the field has no such unit. Without a unit a figure is in the first of the field's.</summary>
    /// <remarks>Letters of the wrong case are forgiven where no other unit is written so: <c>w</c> is W, and <c>mw</c> is mW.</remarks>
    internal static double? FactorOf(FilterField field, string unit)
    {
        (string Unit, double Factor)[] units = Of(field);
        if (unit.Length == 0) return units.Length > 0 ? units[0].Factor : 1;
        foreach ((string name, double factor) in units)
        {
            if (name == unit) return factor;
        }

        foreach ((string name, double factor) in units)
        {
            if (name.Equals(unit, StringComparison.OrdinalIgnoreCase)) return factor;
        }

        return null;
    }

    /// <summary>Whether any column has such a unit, as it is written here.</summary>
    internal static bool Has(string unit)
    {
        foreach ((string Unit, double Factor)[] units in (ReadOnlySpan<(string Unit, double Factor)[]>)[Watts, Joules, Grams, Percent])
        {
            foreach ((string name, _) in units)
            {
                if (name.Equals(unit, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }

    /// <summary>What would have been right: <c>W, mW, kW or MW</c>; empty where the field has none.</summary>
    internal static string Known(FilterField field)
    {
        (string Unit, double Factor)[] units = Of(field);
        if (units.Length < 2) return units.Length == 0 ? "" : units[0].Unit;
        return string.Join(", ", units[..^1].Select(unit => unit.Unit)) + " or " + units[^1].Unit;
    }

    private static (string Unit, double Factor)[] Of(FilterField field) => field switch
    {
        FilterField.Power => Watts,
        FilterField.Energy => Joules,
        FilterField.Co2e => Grams,
        FilterField.Cpu or FilterField.Gpu => Percent,
        _ => [],
    };
}
