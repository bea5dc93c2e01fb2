using System.Globalization;
using EcoCode.Impact;
using EcoCode.Quantities;

namespace EcoCode.Cli.Configuration;

/// <summary>What can be wrong with configuration, with the line.</summary>
internal static class ConfigProblems
{
    internal static Note Malformed(string file, long line, string reason)
        => new("ECO6001", $"{At(file, line)}: {reason}", "JSON with comments and trailing commas: `{ \"zone\": \"DE\" }`");

    internal static Note UnknownKey(string file, long line, string name) => UnknownKey($"{At(file, line)}: ", name);

    internal static Note UnknownKey(string lead, string name)
    {
        if (ConfigKeys.IsGroup(name)) return new("ECO6010", $"{lead}`{name}` is an object of keys", $"such as `{Written(ConfigKeys.All.First(key => key.Name.StartsWith(name + ".", StringComparison.Ordinal)))}`");
        if (SoundsSecret(name))
        {
            return new("ECO3130", $"{lead}`{name}` sounds like a key of a provider, which has no place in `{ConfigPlaces.FileName}`", "keys are in the environment, or in a file that you alone can read (docs/configuration.md)");
        }

        string close = string.Join(" or ", Spelling.Closest(name, ConfigKeys.All.Select(key => (key.Name, key.Name))).Select(meant => $"`{meant}`"));
        return new("ECO6002", $"{lead}there is no key `{name}`", close.Length > 0 ? $"did you mean {close}?" : "`ecocode config show` lists all");
    }

    internal static Note WrongKind(string file, long line, ConfigKey key)
        => new("ECO6003", $"{At(file, line)}: `{key.Name}` is {InWords(key.Kind)}", $"such as `{Written(key)}`");

    internal static Note NotForProjects(string file, long line, string name)
        => new("ECO6004", $"{At(file, line)}: `{name}` counts only in the user's and the system's file", $"`ecocode config set {name} …` writes it to the user's");

    internal static Note Unreadable(string file, string reason) => new("ECO6005", $"cannot read `{file}`: {reason}", "`--no-config` does without");

    internal static Note Twice(string file, long line, string name) => new("ECO6006", $"{At(file, line)}: `{name}` is given twice", "leave out one of them");

    internal static Note NoValue(string name, string value, string reason) => new("ECO6007", $"`{value}` is no value for `{name}`: {reason}");

    internal static Note Unwritable(string file, string reason) => new("ECO6008", $"cannot write `{file}`: {reason}");

    internal static Note NoHome() => new("ECO6009", "no home is known, so there is no user's file", "set `HOME` or `XDG_CONFIG_HOME`");

    internal static string InWords(ValueKind kind) => kind switch
    {
        ValueKind.Text or ValueKind.File => "a string that is not empty",
        ValueKind.Number => "a number",
        ValueKind.Switch => "`true` or `false`",
        _ => "an object of strings",
    };

    private static bool SoundsSecret(string name)
    {
        foreach (string word in (ReadOnlySpan<string>)["token", "password", "passwd", "secret", "api_key", "apikey", "api-key"])
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>A key with a value, as it would stand in a file.</summary>
    private static string Written(ConfigKey key)
    {
        string[] names = key.Name.Split('.');
        return string.Concat(names[..^1].Select(name => $"\"{name}\": {{ ")) + $"\"{names[^1]}\": {Example(key.Kind)}" + string.Concat(Enumerable.Repeat(" }", names.Length - 1));
    }

    private static string Example(ValueKind kind) => kind switch
    {
        ValueKind.Text or ValueKind.File => "\"text\"",
        ValueKind.Number => "1.5",
        ValueKind.Switch => "true",
        _ => "{ \"team\": \"vision\" }",
    };

    private static string At(string file, long line) => string.Create(CultureInfo.InvariantCulture, $"`{file}`, line {line}");
}
