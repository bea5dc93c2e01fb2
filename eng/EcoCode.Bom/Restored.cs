using System.Text.Json;

namespace EcoCode.Bom;

/// <summary>What a restore of a project came to: its <c>project.assets.json</c>, which the lock files hold to the versions that were committed.</summary>
internal static class Restored
{
    /// <summary>All packages, the runtime that is published with the program among them.</summary>
    public static IReadOnlyList<Package> Read(ReadOnlySpan<byte> assets)
    {
        var reader = new Utf8JsonReader(assets);
        JsonElement root = JsonElement.ParseValue(ref reader);
        string folder = root.GetProperty("packageFolders").EnumerateObject().First().Name;
        JsonProperty target = root.GetProperty("targets").EnumerateObject().Last();
        JsonElement framework = root.GetProperty("project").GetProperty("frameworks").EnumerateObject().First().Value;
        JsonElement[] libraries = [.. target.Value.EnumerateObject().Select(library => library.Value)];

        IEnumerable<Package> packages = target.Value.EnumerateObject()
            .Where(library => Is(library.Value, "package"))
            .Select(library => Of(library, root.GetProperty("libraries").GetProperty(library.Name), folder));
        IEnumerable<string> frameworks = libraries.Append(framework)
            .SelectMany(element => element.TryGetProperty("frameworkReferences", out JsonElement references) ? References(references) : []);
        return [.. packages, .. Runtimes(framework, [.. frameworks], target.Name, folder)];
    }

    /// <summary>A project lists the frameworks that it refers to as an object, a target as an array.</summary>
    private static IEnumerable<string> References(JsonElement references)
        => references.ValueKind == JsonValueKind.Array
            ? references.EnumerateArray().Select(name => name.GetString()!)
            : references.EnumerateObject().Select(reference => reference.Name);

    /// <summary>The packs of the frameworks in use, for the machine that is published for. The SDK downloads more of them than are used.</summary>
    private static IEnumerable<Package> Runtimes(JsonElement framework, IReadOnlyCollection<string> frameworks, string target, string folder)
    {
        if (!framework.TryGetProperty("downloadDependencies", out JsonElement downloads)) return [];
        string runtime = target[(target.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return downloads.EnumerateArray()
            .Where(download => frameworks.Any(name => download.GetProperty("name").GetString() == $"{name}.Runtime.{runtime}"))
            .Select(download => (Id: download.GetProperty("name").GetString()!, Version: download.GetProperty("version").GetString()!.TrimStart('[').Split(',')[0]))
            .Select(pack => new Package(pack.Id, pack.Version, true, [], Path.Join(folder, pack.Id.ToLowerInvariant(), pack.Version)));
    }

    /// <summary>
    /// A package with code to run is in what is published, even where the project takes a file of it by hand (SQLite); analyzers and tools
    /// of the build have none.
    /// </summary>
    private static Package Of(JsonProperty library, JsonElement content, string folder)
    {
        string[] name = library.Name.Split('/');
        string[] uses = library.Value.TryGetProperty("dependencies", out JsonElement dependencies) ? [.. dependencies.EnumerateObject().Select(used => used.Name)] : [];
        bool runs = content.GetProperty("files").EnumerateArray().Any(file => file.GetString() is { } path && (path.StartsWith("lib/", StringComparison.Ordinal) || path.StartsWith("runtimes/", StringComparison.Ordinal)));
        return new Package(name[0], name[1], runs, uses, Path.Join(folder, content.GetProperty("path").GetString()));
    }

    private static bool Is(JsonElement library, string type) => library.GetProperty("type").GetString() == type;
}
