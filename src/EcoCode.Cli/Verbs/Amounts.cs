using System.Globalization;

namespace EcoCode.Cli.Verbs;

/// <summary>Amounts as they are typed: a number and a unit, with or without a space between.</summary>
internal static class Amounts
{
    private static readonly (string Unit, double Factor)[] EnergyUnits = [("J", 1), ("kJ", 1e3), ("MJ", 1e6), ("GJ", 1e9), ("Wh", 3600), ("kWh", 3.6e6), ("MWh", 3.6e9)];
    private static readonly (string Unit, double Factor)[] CarbonUnits = [("g", 1), ("kg", 1e3), ("t", 1e6)];

    /// <summary>What is put behind a mass of emissions.</summary>
    private static readonly string[] CarbonNames = ["CO2eq", "CO2e", "CO2"];

    /// <summary>An energy, J; or what is wrong with it, as the end of a sentence.</summary>
    internal static bool TryEnergy(string text, out double joules, out string wrong)
        => TryRead(text, EnergyUnits, text => text, "an energy, such as `2kWh`", out joules, out wrong);

    /// <summary>A mass of CO2e, g; or what is wrong with it, as the end of a sentence.</summary>
    internal static bool TryCarbon(string text, out double grams, out string wrong)
        => TryRead(text, CarbonUnits, WithoutName, "a mass of CO2e, such as `500g`", out grams, out wrong);

    /// <summary>An amount and the letters behind or before it, which are a currency if they are anything.</summary>
    internal static bool TryMoney(string text, out double amount, out string currency)
    {
        string trimmed = text.Trim();
        int letters = 0;
        while (letters < trimmed.Length && char.IsAsciiLetter(trimmed[letters])) letters++;
        if (letters > 0) trimmed = trimmed[letters..].TrimStart() + trimmed[..letters];
        (string number, currency) = Split(trimmed);
        return TryPositive(number, out amount) && currency.Length == 3 && currency.All(char.IsAsciiLetter);
    }

    private static bool TryRead(string text, (string Unit, double Factor)[] units, Func<string, string> plain, string expected, out double value, out string wrong)
    {
        (string number, string unit) = Split(text.Trim());
        unit = plain(unit);
        wrong = "";
        if (!TryPositive(number, out value))
        {
            wrong = "give " + expected;
            return false;
        }

        if (Factor(unit, units) is { } factor)
        {
            value *= factor;
            if (double.IsFinite(value)) return true;
        }

        string known = $"give {expected} (units: {string.Join(", ", units.Select(known => known.Unit))})";
        wrong = unit switch
        {
            "" => "it has no unit; " + known,
            "W" or "kW" or "MW" or "w" or "kw" or "KW" => $"`{unit}` is power; {known}",
            _ when Meant(unit, units) is { } meant => $"did you mean `{number}{meant}`?",
            _ => known,
        };
        return false;
    }

    /// <summary>Small and large letters are the same, but where they are not: a millijoule is no megajoule.</summary>
    private static double? Factor(string unit, (string Unit, double Factor)[] units)
    {
        foreach ((string known, double factor) in units)
        {
            if (known == unit || (known.Equals(unit, StringComparison.OrdinalIgnoreCase) && (known[0] != 'M' || unit[0] == 'M'))) return factor;
        }

        return null;
    }

    private static string? Meant(string unit, (string Unit, double Factor)[] units)
    {
        string? longest = null;
        foreach ((string known, _) in units)
        {
            if (known.Equals(unit, StringComparison.OrdinalIgnoreCase)) return known;
            if (known.Length > 1 && known.Length > (longest?.Length ?? 0) && unit.Contains(known, StringComparison.OrdinalIgnoreCase)) longest = known;
        }

        return longest;
    }

    private static string WithoutName(string unit)
    {
        foreach (string name in CarbonNames)
        {
            if (unit.EndsWith(name, StringComparison.OrdinalIgnoreCase)) return unit[..^name.Length].TrimEnd();
        }

        return unit;
    }

    private static (string Number, string Unit) Split(string text)
    {
        int digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] is '.' or '+' or '-')) digits++;
        return (text[..digits], text[digits..].Trim());
    }

    private static bool TryPositive(string number, out double value)
        => double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value > 0;
}
