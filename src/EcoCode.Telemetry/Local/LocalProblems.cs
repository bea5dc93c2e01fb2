using System.Globalization;
using EcoCode.Impact;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local;

/// <summary>What the local API refuses, and why.</summary>
public static class LocalProblems
{
    private const string Api = "docs/api.md has the requests";

    /// <summary>A window that is not there.</summary>
    public static Note NoSuchWindow(int window) => new("ECO7208", Text($"there is no open window {window}"), "`begin` gives the number of a window; `end` closes it for good");

    /// <summary>Too many windows are open.</summary>
    public static Note TooManyWindows(int most) => new("ECO7209", Text($"{most} windows are open, and more may not be"), "`end` closes a window");

    /// <summary>A value that the request may not have.</summary>
    /// <param name="key">The key of the value.</param>
    /// <param name="wanted">What it should be, as the end of a sentence.</param>
    public static Note WrongValue(string key, string wanted) => new("ECO7205", $"`{key}` is to be {wanted}", Api);

    /// <summary>What is asked about has ended.</summary>
    public static Note Over() => new("ECO7210", "the run is over", "the ledger has it: `ecocode runs`");

    /// <summary>Nothing of it is known yet, or can be told.</summary>
    /// <param name="why">What stands in the way.</param>
    public static Note NotTold(string why) => new("ECO7211", why);

    internal static Note NotJson(string why) => new("ECO7201", $"that is no request: {why}", "a request is one JSON object in a line, such as `{\"id\":1,\"op\":\"hello\"}`");

    internal static Note TooLong() => new("ECO7202", Text($"a line of more than {LocalProtocol.LongestLine} bytes is not read"), "send fewer moments at a time");

    internal static Note UnknownOperation(string operation, IEnumerable<string> known, string role)
    {
        IReadOnlyList<string> close = Spelling.Closest(operation, known.Select(name => (name, $"`{name}`")));
        string hint = close.Count > 0 ? $"did you mean {string.Join(" or ", close)}?" : "`hello` tells what is answered here";
        return new Note("ECO7203", $"`{Shown(operation)}` is not answered here, by a server of role `{role}`", hint);
    }

    internal static Note WrongKind(string operation, string? key)
        => new("ECO7204", key is null ? $"`{operation}` lacks a key, or one is doubled" : $"`{Shown(key)}` of `{operation}` is of the wrong kind", Api);

    internal static Note OtherProtocol(int asked) => new("ECO7206", Text($"protocol {asked} is not spoken here, but {LocalProtocol.Version} is"), "the versions of `ecocode` and of what talks to it differ: install both anew");

    internal static Note Full(int most, bool ofUser) => new("ECO7207", ofUser ? Text($"a user may have {most} connections") : Text($"{most} connections are open, and more may not be"), "close one that is not needed");

    internal static Note NotAdmitted() => new("ECO7212", "this run is another user's", "only its own user and root may talk to it");

    internal static Note NoSuchTopic(string topic, IEnumerable<string> known)
        => new("ECO7213", $"there is no event `{Shown(topic)}` here", $"`to` may be {string.Join(", ", known.Select(name => $"`{name}`"))}");

    internal static Note TooManySubscriptions() => new("ECO7214", Text($"a connection may have {LocalProtocol.MostSubscriptions} subscriptions"), "`unsubscribe` ends one");

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
