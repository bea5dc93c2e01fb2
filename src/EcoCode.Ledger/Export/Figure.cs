using System.Globalization;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Export;

/// <summary>Numbers as programs read them: a point, no grouping, every digit.</summary>
public static class Figure
{
    private const decimal MicrojoulesPerJoule = 1_000_000;

    /// <summary>Joules, exact to the microjoule and without trailing zeros.</summary>
    public static string Joules(Energy energy) => (energy.Microjoules / MicrojoulesPerJoule).ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back to the same bits; null for what is not finite, which is unknown.</summary>
    public static string? Of(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : null;

    public static string? Of(double? value) => value is { } known ? Of(known) : null;

    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Mean power, W; null for a time of no length, in which it has none.</summary>
    public static string? Watts(Energy energy, double seconds) => seconds > 0 ? Of(energy.Joules / seconds) : null;
}
