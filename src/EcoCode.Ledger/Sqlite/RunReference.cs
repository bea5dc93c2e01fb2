using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EcoCode.Impact;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Sqlite;

/// <summary>Finds the run that a text means.</summary>
internal static class RunReference
{
    private const string Last = "last";

    /// <summary>How many runs an ambiguous text is answered with.</summary>
    private const int Shown = 4;

    /// <summary>How many of the newest runs an unknown id is compared with.</summary>
    private const int Compared = 200;

    internal static bool TryResolve(Database database, string text, [NotNullWhen(true)] out string? id, [NotNullWhen(false)] out Note? problem)
    {
        string typed = text.Trim().ToLowerInvariant();
        (id, problem) = (null, null);
        if (IsLast(typed, out long back))
        {
            using Statement nth = database.Prepare("SELECT id FROM run INDEXED BY run_by_time ORDER BY started DESC, seq DESC LIMIT 1 OFFSET ?").Bind(1, back);
            if (nth.Step()) id = nth.Text(0);
            else problem = NotSoMany(database, text);
            return id is not null;
        }

        string digits = typed.StartsWith("r-", StringComparison.Ordinal) ? typed[2..] : typed;
        List<string> found = digits.Length > 0 && digits.All(char.IsAsciiHexDigit) ? Beginning(database, "r-" + digits) : [];
        if (found.Count == 0) problem = None($"there is no run `{text}` in the ledger", Meant(database, digits.Length > 0 && digits.All(char.IsAsciiHexDigit) ? "r-" + digits : typed));
        else if (found.Count > 1 && found[0] != "r-" + digits) problem = Ambiguous(text, found);
        else id = found[0];
        return id is not null;
    }

    private static bool IsLast(string text, out long back)
    {
        back = 0;
        if (text == Last) return true;
        return text.StartsWith(Last + "~", StringComparison.Ordinal) && long.TryParse(text.AsSpan(Last.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out back);
    }

    /// <summary>Ids that begin so, the shortest, which may be the whole text, first.</summary>
    private static List<string> Beginning(Database database, string prefix)
    {
        // Behind all that begin with it comes the prefix with its last character moved on by one.
        using Statement statement = database.Prepare("SELECT id FROM run WHERE id >= ? AND id < ? ORDER BY id LIMIT ?")
            .Bind(1, prefix).Bind(2, prefix[..^1] + (char)(prefix[^1] + 1)).Bind(3, Shown + 1);
        var found = new List<string>();
        while (statement.Step()) found.Add(statement.Text(0));
        return found;
    }

    private static Note Ambiguous(string text, List<string> found)
    {
        string some = string.Join(", ", found.Take(Shown).Select(id => $"`{id}`"));
        return new Note("ECO5014", $"`{text}` may be {some}{(found.Count > Shown ? " and others" : "")}", "type more of it");
    }

    private static Note NotSoMany(Database database, string text)
    {
        long there = database.Number("SELECT count(*) FROM run");
        return there == 0
            ? new Note("ECO5015", "the ledger is empty: nothing was measured yet", "`ecocode run -- COMMAND` measures a command")
            : None($"`{text}` is further back than the ledger goes: it has {there} {(there == 1 ? "run" : "runs")}");
    }

    private static Note None(string message, string? meant = null) => new("ECO5013", message, meant ?? "`ecocode runs` lists those there are");

    /// <summary>What was probably meant: one of the newest runs, or <c>last</c>.</summary>
    private static string? Meant(Database database, string typed)
    {
        var known = new List<(string, string)> { (Last, Last) };
        using Statement newest = database.Prepare("SELECT id FROM run INDEXED BY run_by_time ORDER BY started DESC, seq DESC LIMIT ?").Bind(1, Compared);
        while (newest.Step()) known.Add((newest.Text(0), newest.Text(0)));
        return Spelling.Closest(typed, known) is { Count: > 0 } close ? $"did you mean {string.Join(" or ", close.Select(id => $"`{id}`"))}?" : null;
    }
}
