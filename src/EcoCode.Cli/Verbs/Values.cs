using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EcoCode.Sensors;

namespace EcoCode.Cli.Verbs;

/// <summary>Reads the values of options; a wrong one gets an error that says what would be right.</summary>
internal static class Values
{
    /// <summary>An option that takes one of a few words. The first is the type's default, and holds where nothing is said.</summary>
    internal static Option<T> Choice<T>(string[] names, string description, params (string Word, T Value)[] choices)
    {
        string[] words = Array.ConvertAll(choices, choice => choice.Word);
        return new Option<T>(names[0], names[1..])
        {
            Description = $"{description} (default: {words[0]}).",
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                string text = Text(result);
                foreach ((string word, T value) in choices)
                {
                    if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
                }

                return Refuse<T>(result, text, $"`{string.Join("`, `", words[..^1])}` or `{words[^1]}`");
            },
        };
    }

    /// <summary>A duration within limits.</summary>
    internal static TimeSpan? Duration(ArgumentResult result, TimeSpan least, TimeSpan most, string expected)
        => Durations.TryParse(Text(result), out TimeSpan duration) && duration >= least && duration <= most ? duration : Refuse<TimeSpan?>(result, Text(result), expected);

    /// <summary>A number within limits, with or without its unit.</summary>
    internal static double? Number(ArgumentResult result, string unit, double least, double most, string expected)
    {
        string text = Text(result);
        string number = unit.Length > 0 && text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? text[..^unit.Length] : text;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most
            ? value
            : Refuse<double?>(result, text, expected);
    }

    /// <summary>A point in time: a date, a date with a time, or how long ago, such as <c>7d</c>. What names no zone is local.</summary>
    internal static DateTimeOffset? Moment(ArgumentResult result, TimeProvider time)
    {
        string text = Text(result);
        if (Durations.TryParse(text, out TimeSpan ago) && ago >= TimeSpan.Zero && char.IsAsciiLetter(text[^1])) return time.GetLocalNow() - ago;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset moment) && text.Length >= "2026-01-01".Length
            ? moment
            : Refuse<DateTimeOffset?>(result, text, "a date (`2026-08-22`), a time (`2026-08-22T14:00`) or how long ago (`7d`)");
    }

    /// <summary>A selection of GPUs.</summary>
    internal static GpuSelection? Gpus(ArgumentResult result)
        => GpuSelection.TryParse(Text(result), out GpuSelection? selection, out _) ? selection : Refuse<GpuSelection>(result, Text(result), "`all`, `none`, or some of them, such as `0,2` or `GPU-5f3a`");

    /// <summary>Puts pairs of <c>key=value</c> in order; of one key the last counts.</summary>
    internal static SortedDictionary<string, string>? Pairs(ArgumentResult result)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Token token in result.Tokens)
        {
            int equals = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return Refuse<SortedDictionary<string, string>>(result, token.Value, "`key=value`");
            pairs[token.Value[..equals]] = token.Value[(equals + 1)..];
        }

        return pairs;
    }

    /// <summary>The value as it was typed.</summary>
    internal static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";

    /// <summary>Adds the error that a value gets.</summary>
    internal static T? Refuse<T>(ArgumentResult result, string text, string expected)
    {
        result.AddError($"`{text}` is no value for `{(result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name}`: give {expected}");
        return default;
    }
}
