using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Cli.Grid;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Measuring.Budgeting;
using EcoCode.Cli.Verbs;
using EcoCode.Ledger.Export;
using EcoCode.Quantities;

namespace EcoCode.Cli.Configuration;

/// <summary>Writes one value into a file.</summary>
internal static class ConfigChange
{
    /// <summary>Checks the value as the option would, and writes it; the file is then as it was but for it.</summary>
    /// <param name="file">The file, which is made if it is not there.</param>
    /// <param name="name">A key, or <c>tags.NAME</c>.</param>
    /// <param name="value">The value as on the command line.</param>
    /// <param name="problem">Why not.</param>
    internal static bool TryWrite(ConfigFile file, string name, string value, [NotNullWhen(false)] out Note? problem)
    {
        ConfigKey? key = ConfigKeys.Find(name);
        string[] path = name.Split('.');
        if (key is null && path.Length > 1 && ConfigKeys.Find(path[0]) is { Kind: ValueKind.Pairs } pairs) (key, path) = (pairs, name.Split('.', 2));
        else if (key is null or { Kind: ValueKind.Pairs })
        {
            problem = key is not null
                ? ConfigProblems.NoValue(name, value, $"give one pair at a time, `ecocode config set {name}.team vision`")
                : ConfigProblems.UnknownKey("", name);
            return false;
        }

        if (key.OwnFilesOnly && file.Level == ConfigLevel.Project)
        {
            problem = ConfigProblems.NotForProjects(file.Path, 1, name);
            return false;
        }

        // Who types a path means it from where they are, and the file is elsewhere.
        if (key.Kind == ValueKind.File && value.Length > 0) value = Path.GetFullPath(value);
        if (!TryJson(key, value, out string? json, out string? reason) || (reason = Refusal(key, path[^1], value)) is not null)
        {
            problem = ConfigProblems.NoValue(name, value, reason!);
            return false;
        }

        return TryReplace(file, path, json, out problem);
    }

    private static bool TryReplace(ConfigFile file, string[] path, string json, [NotNullWhen(false)] out Note? problem)
    {
        string text = "";
        if (File.Exists(file.Path) && new FileInfo(file.Path).Length > 0)
        {
            if (!ConfigReader.TryRead(file, out _, out problem)) return false;
            text = File.ReadAllText(file.Path);
        }

        string changed = ConfigEditor.Set(text, path, json);
        if (!ConfigReader.TryParse(Encoding.UTF8.GetBytes(changed), file, out _, out problem)) return false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = ConfigProblems.Unwritable(file.Path, exception is UnauthorizedAccessException ? "permission denied" : "input/output error");
            return false;
        }

        problem = AtomicFile.TryWrite(file.Path, stream => stream.Write(Encoding.UTF8.GetBytes(changed)), out WriteFault? fault) ? null : ConfigProblems.Unwritable(file.Path, fault.Reason);
        return problem is null;
    }

    private static bool TryJson(ConfigKey key, string value, [NotNullWhen(true)] out string? json, [NotNullWhen(false)] out string? reason)
    {
        json = key.Kind switch
        {
            ValueKind.Number => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : null,
            ValueKind.Switch => value is "true" or "false" ? value : null,
            _ => value.Length == 0 ? null : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        };
        reason = json is null ? $"give {ConfigProblems.InWords(key.Kind == ValueKind.Pairs ? ValueKind.Text : key.Kind)}" : null;
        return json is not null;
    }

    /// <summary>What the option has against the value.</summary>
    private static string? Refusal(ConfigKey key, string name, string value)
    {
        if (key.Name.StartsWith(PeriodBudgets.Group, StringComparison.Ordinal)) return PeriodBudgets.TryParse(key, value, out _, out string wrong) ? null : wrong;
        if (key.Option is null || key.Kind == ValueKind.Switch) return null;
        var options = new MeasureOptions("--name", startsCommand: false);
        bool measures = options.All.Any(option => option.Name == key.Option);
        var verb = new Command("verb");
        foreach (Option option in measures ? options.All : OwnerOf(key.Option)) verb.Add(option);
        // A provider may be named before what it needs is.
        string given = key.Kind == ValueKind.Pairs ? $"{name}={value}" : value;
        ParseResult parsed = verb.Parse([$"{key.Option}={given}"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0) return parsed.Errors[0].Message.Split(": ")[^1].TrimEnd('.');
        if (!measures) return null;
        return Preparation.TryCheck(options.Read(parsed) with { Grid = GridRequest.None }, out _, out Note? problem) ? null : problem.Message;
    }

    /// <summary>All options of the verb that has one of a name.</summary>
    private static IReadOnlyList<Option> OwnerOf(string name)
    {
        foreach (VerbEntry entry in VerbTable.All)
        {
            IReadOnlyList<Option> options = entry.Make().Options;
            if (options.Any(option => option.Name == name)) return options;
        }

        return [];
    }
}
