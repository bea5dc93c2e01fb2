using System.CommandLine;
using EcoCode.Cli.Planning;
using EcoCode.Quantities;

namespace EcoCode.Cli.Verbs;

/// <summary>The options that say what is to be planned: how long it takes, and until when there is time.</summary>
internal sealed class PlanOptions
{
    private const double DefaultHours = 24;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromDays(28);

    private readonly Option<DateTimeOffset?> _before = new("--before")
    {
        Description = "When it must have ended: 18:00, 'tomorrow 06:00', 2026-11-22T06:00, +12h (default: +24h).",
        HelpName = "time",
        CustomParser = result => LocalTime.TryParse(result.Tokens[0].Value, TimeProvider.System.GetUtcNow(), TimeZoneInfo.Local, out DateTimeOffset instant)
            ? instant
            : Values.Refuse<DateTimeOffset?>(result, result.Tokens[0].Value, "a time (`18:00`, `tomorrow 06:00`, `2026-11-22T06:00`) or how long from now (`+12h`)"),
    };

    private readonly Option<TimeSpan?> _duration = new("--duration") { Description = "How long it takes, such as 4h.", HelpName = "time", CustomParser = result => Values.Duration(result, Shortest, Longest, "a duration from `1s` to `28d`") };
    private readonly Option<string?> _like = new("--like") { Description = "A run of the ledger that took as long and as much power: an id, its beginning, `last`.", HelpName = "run" };

    /// <summary>All of them, in the order of the help.</summary>
    internal IReadOnlyList<Option> All => [_duration, _before, _like];

    /// <summary>The first that was given, or null.</summary>
    internal Option? FirstGiven(ParseResult parsed) => All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>When it must have ended.</summary>
    internal DateTimeOffset Deadline(ParseResult parsed) => parsed.GetValue(_before) ?? TimeProvider.System.GetLocalNow().AddHours(DefaultHours);

    /// <summary>How long it takes and what power, as far as that was said.</summary>
    internal bool TryRead(ParseResult parsed, out TimeSpan? duration, out Power? power, out Note? problem)
    {
        (duration, power, problem) = (parsed.GetValue(_duration), null, null);
        if (parsed.GetValue(_like) is not { } text) return true;
        if (!LikeRun.TryFind(text, TimeProvider.System, out LikeRun? run, out problem)) return false;
        duration ??= run.Duration;
        power = run.Power;
        return true;
    }
}
