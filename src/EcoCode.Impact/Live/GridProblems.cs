using System.Globalization;
using EcoCode.Quantities;

namespace EcoCode.Impact.Live;

/// <summary>Why a provider has no answer. No message holds a key, an address with its query, or anything that the other side said.</summary>
internal static class GridProblems
{
    private const string RefusedCode = "ECO3103", CommandCode = "ECO3119";

    internal static Note Unreachable(string provider, string reason) => new("ECO3101", $"`{provider}` can't be reached: {reason}");

    internal static Note TimedOut(string provider, TimeSpan limit) => new("ECO3102", string.Create(CultureInfo.InvariantCulture, $"`{provider}` did not answer within {limit.TotalSeconds:0} s"));

    internal static Note Refused(string provider, int status) => new(RefusedCode, $"`{provider}` refuses the key, or the key is not for this zone or question ({Number(status)})", "`ecocode doctor` tells which key is used");

    internal static Note NoZone(string provider, string zone) => new("ECO3104", $"`{provider}` knows no zone `{zone}`", "`--grid-zone` gives the zone as the provider calls it");

    internal static Note AskedToWait(string provider, DateTimeOffset until) => new("ECO3105", $"`{provider}` asks to be left alone until {Clock(until)}");

    internal static Note Failed(string provider, int status) => new("ECO3106", $"`{provider}` answers {Number(status)}");

    internal static Note WebPage(string provider) => new("ECO3107", $"`{provider}` answers with a web page instead of JSON", "a proxy or a login page may stand in between");

    internal static Note Malformed(string provider, string reason) => new("ECO3108", $"`{provider}` answers what can't be used: {reason}");

    internal static Note WrongUnit(string provider, string unit) => new("ECO3109", $"`{provider}` answers in another unit than it should, `{unit}`");

    internal static Note NoFigures(string source, string zone, string span) => new("ECO3110", $"`{source}` has no intensity of `{zone}` {span}");

    /// <summary>Older figures stand in.</summary>
    internal static Note LastKnown(Note problem, TimeSpan age) => new("ECO3111", $"{problem.Message}; its last known figures are used, from {Age(age)} ago", problem.Hint);

    internal static Note Open(string provider, DateTimeOffset until) => new("ECO3112", $"`{provider}` failed again and again, and is not asked until {Clock(until)}");

    internal static Note TooOften(string provider, int most) => new("ECO3113", $"`{provider}` has been asked {Number(most)} times within a minute, which is the most that EcoCode does");

    internal static Note TooLarge(string provider, int mostBytes) => new("ECO3114", $"`{provider}` answers more than {Number(mostBytes >> 20)} MB");

    internal static Note Redirected(string provider) => new("ECO3115", $"`{provider}` points to another address, which is not followed");

    internal static Note Unable(string provider, string what) => new("ECO3116", $"`{provider}` does not tell {what}");

    internal static Note UnreadableFile(string path, string reason) => new("ECO3117", $"cannot read the intensities in `{path}`: {reason}");

    internal static Note MalformedFile(string path, string reason) => new("ECO3118", $"`{path}`: {reason}", "docs/configuration.md shows the form of the file");

    internal static Note NotRun(string program, string reason) => new(CommandCode, $"the grid command `{program}` {reason}");

    /// <summary>Whether a user mends it, so that it should be tried again soon.</summary>
    internal static bool IsOfUser(Note problem) => problem.Code is RefusedCode or CommandCode;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset instant) => string.Create(CultureInfo.InvariantCulture, $"{instant.UtcDateTime:HH:mm} UTC");

    private static string Age(TimeSpan age)
        => age < TimeSpan.FromHours(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalMinutes):0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h");
}
