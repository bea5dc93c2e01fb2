using EcoCode.Quantities;
using EcoCode.Quantities.Text;

namespace EcoCode.Impact.Planning;

/// <summary>What the reader of an outlook must know.</summary>
internal static class OutlookProblems
{
    internal static Note ByPast(string provider, string zone, TimeSpan reach) => new(
        "ECO3177", $"`{provider}` has no forecast for `{zone}`: planned by what each hour of the week was like in the last {Scale.Time(reach)}", "a forecast in a file: `--grid-provider file --grid-file forecast.csv`");

    internal static Note Nothing(string provider, string zone) => new(
        "ECO3178", $"`{provider}` has neither a forecast nor a past for `{zone}`", "give a forecast in a file: `--grid-provider file --grid-file forecast.csv`");
}
