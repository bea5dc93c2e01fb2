using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EcoCode.Quantities;

namespace EcoCode.Cli.Configuration;

/// <summary>Reads the values of one file.</summary>
internal static class ConfigReader
{
    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a file that is there.</summary>
    internal static bool TryRead(ConfigFile file, out List<Setting> settings, [NotNullWhen(false)] out Note? problem)
    {
        settings = [];
        try
        {
            // Pipes, too, have no length, and opening one would wait for whoever writes to it.
            if (new FileInfo(file.Path).Length > 0) return TryParse(File.ReadAllBytes(file.Path), file, out settings, out problem);
            problem = ConfigProblems.Malformed(file.Path, 1, "the file is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = ConfigProblems.Unreadable(file.Path, exception is UnauthorizedAccessException ? "permission denied" : "input/output error");
        }

        return false;
    }

    /// <summary>Parses the whole of a file; a byte order mark is allowed.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> utf8, ConfigFile file, out List<Setting> settings, [NotNullWhen(false)] out Note? problem)
    {
        settings = [];
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(utf8))
        {
            problem = ConfigProblems.Malformed(file.Path, 1, "the file is not UTF-8");
            return false;
        }

        try
        {
            problem = Parse(utf8, file, settings);
        }
        catch (JsonException exception)
        {
            long line = (exception.LineNumber ?? 0) + 1;
            problem = ConfigProblems.Malformed(file.Path, line, $"this is not JSON (byte {(exception.BytePositionInLine ?? 0) + 1} of the line)");
        }

        return problem is null;
    }

    private static Note? Parse(ReadOnlySpan<byte> utf8, ConfigFile file, List<Setting> settings)
    {
        var reader = new Utf8JsonReader(utf8, Lenient);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return ConfigProblems.Malformed(file.Path, 1, "the file is not an object");
        Note? first = ParseObject(ref reader, "", utf8, file, settings);

        // What follows the object is a mistake of JSON, which is told as such.
        while (reader.Read())
        {
        }

        return first;
    }

    /// <summary>Reads the properties of an object, to its end.</summary>
    private static Note? ParseObject(ref Utf8JsonReader reader, string group, ReadOnlySpan<byte> utf8, ConfigFile file, List<Setting> settings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Note? first = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int line = Line(utf8, reader.TokenStartIndex);
            string own = reader.GetString()!, name = group + own;
            ConfigKey? key = ConfigKeys.Find(name);
            reader.Read();
            Note? fault = !seen.Add(name) ? ConfigProblems.Twice(file.Path, line, name)
                : name == "$schema" ? null
                : key is not null && own.Contains('.', StringComparison.Ordinal) ? ConfigProblems.WrongKind(file.Path, line, key)
                : key is null && reader.TokenType == JsonTokenType.StartObject && ConfigKeys.IsGroup(name) ? ParseObject(ref reader, name + ".", utf8, file, settings)
                : key is null ? ConfigProblems.UnknownKey(file.Path, line, name)
                : key.OwnFilesOnly && file.Level == ConfigLevel.Project ? ConfigProblems.NotForProjects(file.Path, line, name)
                : Take(ref reader, utf8, key, file, settings);
            first ??= fault;
            reader.TrySkip();
        }

        return first;
    }

    private static Note? Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, ConfigKey key, ConfigFile file, List<Setting> settings)
    {
        int line = Line(utf8, reader.TokenStartIndex), depth = reader.CurrentDepth;
        string? value = (key.Kind, reader.TokenType) switch
        {
            (ValueKind.Text, JsonTokenType.String) when !reader.ValueTextEquals(""u8) => reader.GetString(),
            (ValueKind.File, JsonTokenType.String) when !reader.ValueTextEquals(""u8) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.Path))!, reader.GetString()!),
            (ValueKind.Number, JsonTokenType.Number) => reader.GetDouble().ToString(CultureInfo.InvariantCulture),
            (ValueKind.Switch, JsonTokenType.True) => "true",
            (ValueKind.Switch, JsonTokenType.False) => "false",
            _ => null,
        };
        if (value is not null)
        {
            settings.Add(new(key, value, file, line));
            return null;
        }

        if (key.Kind != ValueKind.Pairs || reader.TokenType != JsonTokenType.StartObject) return ConfigProblems.WrongKind(file.Path, line, key);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            line = Line(utf8, reader.TokenStartIndex);
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String || name.Length == 0 || name.Contains('=', StringComparison.Ordinal))
            {
                // The rest is passed over, so that the object is left behind.
                reader.TrySkip();
                while (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth > depth) reader.Read();
                return ConfigProblems.WrongKind(file.Path, line, key);
            }

            settings.Add(new(key, $"{name}={reader.GetString()}", file, line));
        }

        return null;
    }

    private static int Line(ReadOnlySpan<byte> utf8, long position) => utf8[..(int)position].Count((byte)'\n') + 1;
}
