using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring.Predicting;

/// <summary>Finds how far a program is in what it writes. Regular expressions are only loaded with this.</summary>
internal sealed class ProgressPattern
{
    /// <summary>For one text of 8 kB: no pattern may hold up the reading of progress. The engine without backtracking needs no limit, but loses groups behind an alternation (.NET 10.0.12).</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    private readonly Regex _pattern;

    private ProgressPattern(Regex pattern) => _pattern = pattern;

    /// <summary>Makes it, or says what is wrong with the pattern.</summary>
    internal static bool TryMake(string text, [NotNullWhen(true)] out ProgressPattern? pattern, [NotNullWhen(false)] out Note? problem)
    {
        pattern = null;
        problem = null;
        try
        {
            var regex = new Regex(text, RegexOptions.CultureInvariant, LongestMatch);
            string[] groups = regex.GetGroupNames();
            if (Array.IndexOf(groups, "step") >= 0 && Array.IndexOf(groups, "of") >= 0) pattern = new ProgressPattern(regex);
            else problem = new Note("ECO4104", $"the pattern `{text}` has no groups named `step` and `of`", @"`--progress-from 'step (?<step>\d+) of (?<of>\d+)'`, or `auto` for what progress bars write");
        }
        catch (ArgumentException wrong)
        {
            string reason = wrong.Message.TrimEnd('.');
            int detail = reason.LastIndexOf(". ", StringComparison.Ordinal);
            problem = new Note("ECO4103", $"`{text}` is no pattern: {(detail >= 0 ? reason[(detail + 2)..] : reason).ToLowerInvariant()}", "a file is told from a pattern by `file:` before it");
        }

        return pattern is not null;
    }

    /// <summary>The last match in a text.</summary>
    internal bool TryFind(string text, out long step, out long of)
    {
        (step, of) = (0, 0);
        bool found = false;
        try
        {
            for (Match match = _pattern.Match(text); match.Success; match = match.NextMatch())
            {
                if (!TryNumber(match.Groups["step"], out long thisStep) || !TryNumber(match.Groups["of"], out long thisOf)) continue;
                (step, of, found) = (thisStep, thisOf, true);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was found before it counts.
        }

        return found;
    }

    private static bool TryNumber(Group group, out long number) => long.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
