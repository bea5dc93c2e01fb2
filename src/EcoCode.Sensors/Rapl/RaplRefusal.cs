using EcoCode.Host;

namespace EcoCode.Sensors.Rapl;

/// <summary>A counter that is there and can't be read.</summary>
/// <param name="Component">What it would have stood for.</param>
/// <param name="Method">How it would have been read.</param>
/// <param name="Origin">The file or the PMU event.</param>
/// <param name="Outcome">Why not.</param>
internal sealed record RaplRefusal(Component Component, string Method, string Origin, ReadOutcome Outcome)
{
    /// <summary>An outcome in words for people.</summary>
    public static string Words(ReadOutcome outcome) => outcome switch
    {
        ReadOutcome.Denied => "this user may not read it",
        ReadOutcome.Gone => "it is not there",
        ReadOutcome.Malformed => "what it says is no count",
        _ => "it can't measure now",
    };
}
