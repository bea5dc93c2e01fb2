using System.Text.Encodings.Web;
using System.Text.Json;
using EcoCode.Cli.Grid;
using EcoCode.Quantities;
using EcoCode.Report;

namespace EcoCode.Cli.Configuration;

/// <summary>What each key comes to here, and where from.</summary>
internal static class ConfigView
{
    private const string Nothing = "not set", Default = "default";

    /// <summary>A row for each key; for tags one for each pair; for each secret that there is one that says so.</summary>
    internal static IReadOnlyList<SettingRow> Rows(IReadOnlyList<Setting> settings, Func<string, string?> environment)
    {
        var rows = new List<SettingRow>();
        foreach (ConfigKey key in ConfigKeys.All)
        {
            Setting[] said = [.. settings.Where(setting => setting.Key == key)];
            if (environment(key.Variable) is { Length: > 0 } value) rows.Add(new(key.Name, value, key.Variable));
            else if (said.Length == 0) rows.Add(new(key.Name, key.Default, key.Default is null ? Nothing : Default));
            else rows.AddRange(said.Select(setting => new SettingRow(key.Name, setting.Value, Origin(setting))));
        }

        foreach (SecretName name in GridSecrets.All)
        {
            if (GridSecrets.TryFind(name, environment, out Secret? secret, out Note? problem)) rows.Add(new(name.Key, secret.ToString(), secret.Origin));
            else if (!SecretProblems.IsMissing(problem)) rows.Add(new(name.Key, null, problem.Message));
        }

        return rows;
    }

    /// <summary>Writes an array of objects with <c>key</c>, <c>value</c> and <c>origin</c>.</summary>
    internal static void WriteJson(Stream utf8, IReadOnlyList<SettingRow> rows)
    {
        using (var json = new Utf8JsonWriter(utf8, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (SettingRow row in rows)
            {
                json.WriteStartObject();
                json.WriteString("key", row.Name);
                json.WriteString("value", row.Value);
                json.WriteString("origin", row.Origin);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        utf8.Write("\n"u8);
    }

    private static string Origin(Setting setting)
        => FormattableString.Invariant($"{setting.File.Level.ToString().ToLowerInvariant()}: {setting.File.Path}, line {setting.Line}");
}
