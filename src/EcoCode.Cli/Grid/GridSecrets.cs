using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EcoCode.Cli.Interop;
using EcoCode.Quantities;

namespace EcoCode.Cli.Grid;

/// <summary>Keys of providers: from the environment, else from a file that its owner alone can read. They are never shown.</summary>
internal static class GridSecrets
{
    private const string FileName = "secrets.json";
    private const int MostBytes = 64 << 10;

    /// <summary>The key of Electricity Maps.</summary>
    internal static SecretName ElectricityMapsToken { get; } = new("electricitymaps_token", ["ECOCODE_ELECTRICITYMAPS_TOKEN"]);

    /// <summary>The account of WattTime; its own client reads the shorter variables.</summary>
    internal static SecretName WattTimeUser { get; } = new("watttime_user", ["ECOCODE_WATTTIME_USER", "WATTTIME_USER"]);

    /// <inheritdoc cref="WattTimeUser"/>
    internal static SecretName WattTimePassword { get; } = new("watttime_password", ["ECOCODE_WATTTIME_PASSWORD", "WATTTIME_PASSWORD"]);

    internal static IReadOnlyList<SecretName> All { get; } = [ElectricityMapsToken, WattTimeUser, WattTimePassword];

    /// <summary>The file, beside the user's configuration; null where no home is known.</summary>
    internal static string? PathOf(Func<string, string?> environment)
        => Configuration.ConfigPlaces.UserFolder(environment) is { } folder ? Path.Join(folder, FileName) : null;

    /// <summary>Finds a secret.</summary>
    /// <param name="name">Which.</param>
    /// <param name="environment">Tells an environment variable.</param>
    /// <param name="secret">The secret, with where it was found.</param>
    /// <param name="problem">Why there is none.</param>
    internal static bool TryFind(SecretName name, Func<string, string?> environment, [NotNullWhen(true)] out Secret? secret, [NotNullWhen(false)] out Note? problem)
    {
        secret = null;
        foreach (string variable in name.Variables)
        {
            if (environment(variable) is { Length: > 0 } value) secret ??= new(value, variable);
        }

        string? path = PathOf(environment);
        if (secret is null && path is not null && File.Exists(path))
        {
            if (!TryRead(path, name.Key, out string? kept, out problem)) return false;
            if (kept is not null) secret = new(kept, path);
        }

        problem = secret is null ? SecretProblems.Missing(name, path)
            : secret.Value.Any(letter => letter is < ' ' or > '~') ? SecretProblems.Unsendable(name, secret.Origin)
            : null;
        return problem is null;
    }

    /// <summary>Reads a key of the file; one that is not there is null.</summary>
    private static bool TryRead(string path, string key, out string? value, [NotNullWhen(false)] out Note? problem)
    {
        value = null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (OpenFile.TryLook(file.SafeFileHandle, out uint user, out bool isOpen) && (isOpen || user != OpenFile.CurrentUser))
            {
                problem = isOpen ? SecretProblems.Readable(path) : SecretProblems.NotOwn(path);
                return false;
            }

            // A pipe has no length, and reading one would wait for whoever writes to it.
            byte[] bytes = new byte[Math.Min(file.Length, MostBytes + 1)];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            problem = length > MostBytes ? SecretProblems.Malformed(path) : null;
            if (problem is not null) return false;
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object || document.RootElement.EnumerateObject().Any(each => each.Value.ValueKind != JsonValueKind.String || All.All(known => known.Key != each.Name)))
            {
                problem = SecretProblems.Malformed(path);
                return false;
            }

            if (document.RootElement.TryGetProperty(key, out JsonElement found) && found.GetString() is { Length: > 0 } text) value = text;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second one tells that a text is not UTF-8.
            problem = SecretProblems.Malformed(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = SecretProblems.Unreadable(path, exception is UnauthorizedAccessException ? "permission denied" : "input/output error");
        }

        return false;
    }
}
