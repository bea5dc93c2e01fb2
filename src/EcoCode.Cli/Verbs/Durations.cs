using System.Globalization;

namespace EcoCode.Cli.Verbs;

/// <summary>Durations as they are typed: <c>100ms</c>, <c>1s</c>, <c>2.5min</c>, <c>1h</c>, <c>90d</c>; a number alone is seconds.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 1e-3), ("min", 60), ("s", 1), ("h", 3600), ("m", 60), ("d", 86_400)];

    /// <summary>Parses a positive duration.</summary>
    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        string trimmed = text.Trim();
        double factor = 1;
        foreach ((string unit, double seconds) in Units)
        {
            if (!trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            (trimmed, factor) = (trimmed[..^unit.Length].TrimEnd(), seconds);
            break;
        }

        if (!double.TryParse(trimmed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double value)) return false;
        double total = value * factor;
        if (!(Math.Abs(total) < 1e9)) return false;
        duration = TimeSpan.FromSeconds(total);
        return true;
    }
}
