using EcoCode.Quantities;

namespace EcoCode.Cli.Keeping;

/// <summary>What may stand in the way of judging a run anew.</summary>
internal static class RecalcNotes
{
    internal static Note NothingSaid() => new(
        "ECO3155", "nothing is said of what to judge the run by", "name a provider, `--grid-provider`, or a `--zone`, a `--price` or a `--tariff`");

    internal static Note GoesOn(string id) => new("ECO3156", $"`{id}` goes on, and is judged when it is over", null);

    internal static Note NoZone(string id, string provider) => new(
        "ECO3157", $"it is not known in which zone `{id}` ran, and `{provider}` has figures of zones", "say it with `--zone`, for example `--zone DE`");

    internal static Note NothingTold(string id, string provider) => new(
        "ECO3158", $"`{provider}` has nothing of the time of `{id}`: it is left as it was", null);

    /// <summary>Whether a warning is about what energy is judged by, and so said anew or void.</summary>
    internal static bool IsOfImpact(Note note) => note.Code.StartsWith("ECO30", StringComparison.Ordinal) || note.Code.StartsWith("ECO31", StringComparison.Ordinal);
}
