using System.Globalization;

namespace EcoCode.Sensors.External;

/// <summary>Where the figure of a meter outside the machine comes from, as given on the command line.</summary>
/// <remarks>
/// <code>
/// SPEC    = UNIT [ "@" PERIOD ] ":" ( PATH | "!" COMMAND )
/// UNIT    = "mW" | "W" | "kW"                          power
///         | "mJ" | "J" | "kJ" | "Wh" | "kWh"           a counter of energy
/// PERIOD  = NUMBER ( "ms" | "s" | "m" | "h" )          how often a command runs; 1 s when not given
/// COMMAND = words between spaces; '…' and "…" hold a word together; nothing is expanded, there is no shell
/// </code>
/// </remarks>
public sealed record ExternalSpec
{
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromSeconds(1);

    private ExternalSpec(string text, ExternalUnit unit) => (Text, Unit) = (text, unit);

    /// <summary>The text that it was read from.</summary>
    public string Text { get; }

    /// <summary>The file to read at each sample; <c>null</c> when a command is run.</summary>
    public string? Path { get; private init; }

    /// <summary>Program and arguments; empty when a file is read.</summary>
    public IReadOnlyList<string> Command { get; private init; } = [];

    /// <summary>How often the command runs: 100 ms to 1 h.</summary>
    public TimeSpan Period { get; private init; } = DefaultPeriod;

    /// <summary>Whether it counts energy; otherwise it tells power.</summary>
    public bool IsEnergy => Unit.IsEnergy;

    /// <summary>Unit of a number that comes without one.</summary>
    internal ExternalUnit Unit { get; }

    /// <summary>Reads a specification.</summary>
    /// <param name="text">For example <c>W:/run/meter/watts</c>, <c>kWh:!read-plug --total</c>, <c>W@5s:!ipmi-power "rack 3"</c>.</param>
    /// <param name="spec">What was read.</param>
    /// <param name="error">What is wrong with it, for the user.</param>
    public static bool TryParse(string text, out ExternalSpec? spec, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        spec = null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string head = colon < 0 ? text : text[..colon], source = colon < 0 ? "" : text[(colon + 1)..];
        int at = head.IndexOf('@', StringComparison.Ordinal);
        var unit = ExternalUnit.Named(at < 0 ? head : head[..at]);
        TimeSpan period = DefaultPeriod;
        string[] words = [];
        error = colon < 0 || unit is null ? $"`{text}` must begin with a unit and a colon, one of {Units()}"
            : source.Length == 0 ? $"`{text}` names neither a file nor a command (`{head}:/path/to/file` or `{head}:!command`)"
            : at >= 0 && source[0] != '!' ? $"`{head[at..]}` in `{text}` needs a command: a file is read at each sample"
            : at >= 0 && !TryParsePeriod(head.AsSpan(at + 1), out period) ? $"`{head[(at + 1)..]}` in `{text}` is no time from `100ms` to `1h`"
            : source[0] == '!' && !CommandText.TrySplit(source[1..], out words) ? $"a quote in `{text}` is not closed"
            : source[0] == '!' && (words.Length == 0 || words[0].Length == 0) ? $"`{text}` has no command after the `!`"
            : text.Contains('\0', StringComparison.Ordinal) ? "a file name or a command can't hold a NUL character"
            : null;
        if (error is not null) return false;
        spec = new(text, unit!) { Path = source[0] == '!' ? null : source, Command = words, Period = period };
        return true;
    }

    private static string Units() => string.Join(", ", ExternalUnit.All.Select(unit => $"`{unit.Name}:`"));

    private static bool TryParsePeriod(ReadOnlySpan<char> text, out TimeSpan period)
    {
        period = DefaultPeriod;
        int digits = text.LastIndexOfAnyInRange('0', '9') + 1;
        double? unit = text[digits..] switch { "ms" => 1e-3, "s" => 1, "m" => 60, "h" => 3600, _ => null };
        if (!double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)) return false;
        if (number * unit is not { } seconds || seconds is not (>= 0.1 and <= 3600)) return false;
        period = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
