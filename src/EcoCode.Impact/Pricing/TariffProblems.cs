using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Every mistake in a tariff.</summary>
internal static class TariffProblems
{
    public static Note MalformedRental(string typed) => new(
        "ECO3143", $"{Problems.Echo(typed)} is not a price per hour", "write an amount, a currency and `/h`, such as `1.20USD/h`");

    public static Note NotReadable(string file, string reason) => new("ECO3144", $"cannot read the tariff `{file}`: {reason}", null);

    public static Note Malformed(string file, string what, string? hint) => new("ECO3145", $"the tariff `{file}` is wrong: {what}", hint);

    public static Note UnknownTimeZone(string file, string zone) => new(
        "ECO3146", $"the tariff `{file}` names the time zone {Problems.Echo(zone)}, which there is not", "give a name of the IANA database, such as `Europe/Berlin`");

    public static Note NoTimeZones(string file) => new(
        "ECO3147", $"the tariff `{file}` goes by a time zone, and this machine has no time zone data", "install the package `tzdata`");

    public static Note MalformedRow(string file, int row, string what) => new(
        "ECO3148", FormattableString.Invariant($"row {row} of the prices in `{file}` is wrong: {what}"), "`start,price_per_kwh,currency`, with times such as `2026-11-22T13:00Z`");
}
