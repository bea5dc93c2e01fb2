using System.Text;
using System.Text.Json;

namespace EcoCode.Bom.Tests;

public sealed class BillTests : IDisposable
{
    private static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
    private readonly string _folder = Directory.CreateTempSubdirectory("bom-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_package_is_named_with_its_version_hash_and_licence()
    {
        Package("lib.one", "1.2.3", "<license type=\"expression\">BSD-3-Clause</license>", new byte[64]);

        JsonElement component = Components(Json(Target("\"Lib.One/1.2.3\": {\"type\": \"package\", \"runtime\": {\"lib/Lib.One.dll\": {}}}"), "Lib.One/1.2.3"))[0];

        Assert.Equal("Lib.One", Text(component, "name"));
        Assert.Equal("1.2.3", Text(component, "version"));
        Assert.Equal("pkg:nuget/Lib.One@1.2.3", Text(component, "purl"));
        Assert.Equal("required", Text(component, "scope"));
        Assert.Equal("BSD-3-Clause", Text(component.GetProperty("licenses")[0], "expression"));
        Assert.Equal(new string('0', 128), Text(component.GetProperty("hashes")[0], "content"));
    }

    [Fact]
    public void A_licence_of_a_package_s_own_is_told_in_full()
    {
        Package("lib.one", "1.0.0", "<license type=\"file\">LICENSE.txt</license>", new byte[64]);
        File.WriteAllText(Path.Join(_folder, "lib.one", "1.0.0", "LICENSE.txt"), "Do what you want.");

        JsonElement component = Components(Json(Target("\"Lib.One/1.0.0\": {\"type\": \"package\", \"native\": {\"x.so\": {}}}"), "Lib.One/1.0.0"))[0];

        Assert.Equal("Do what you want.", Text(component.GetProperty("licenses")[0].GetProperty("license").GetProperty("text"), "content"));
    }

    [Fact]
    public void A_package_of_which_a_project_takes_a_file_by_hand_is_in_it()
    {
        JsonElement component = Components(Json(Target("\"Native/1.0.0\": {\"type\": \"package\"}"), "Native/1.0.0"))[0];

        Assert.Equal("required", Text(component, "scope"));
    }

    [Fact]
    public void A_package_that_several_projects_use_is_told_once()
    {
        byte[] assets = Encoding.UTF8.GetBytes(Assets(Target("\"A/1.0.0\": {\"type\": \"package\"}"), "\"frameworkReferences\": {}", "A/1.0.0"));

        Assert.Single(new Bill("1.2.3", Hash, null, [.. Restored.Read(assets), .. Restored.Read(assets)]).Packages);
    }

    [Fact]
    public void What_only_helped_to_build_is_excluded()
    {
        JsonElement component = Components(Json(Target("\"Analyzer/9.0.0\": {\"type\": \"package\", \"build\": {\"a.props\": {}}}"), "Analyzer/9.0.0"))[0];

        Assert.Equal("excluded", Text(component, "scope"));
        Assert.False(component.TryGetProperty("licenses", out _));
        Assert.False(component.TryGetProperty("hashes", out _));
    }

    [Fact]
    public void The_runtimes_that_are_published_with_the_program_are_in_it_and_those_that_are_not_used_are_not()
    {
        const string Downloads = """
            "frameworkReferences": {"Microsoft.NETCore.App": {}},
            "downloadDependencies": [
              {"name": "Microsoft.NETCore.App.Runtime.linux-x64", "version": "[10.0.12, 10.0.12]"},
              {"name": "Microsoft.AspNetCore.App.Runtime.linux-x64", "version": "[10.0.12, 10.0.12]"},
              {"name": "Microsoft.WindowsDesktop.App.Runtime.linux-x64", "version": "[10.0.12, 10.0.12]"}]
            """;
        string own = Target("\"Own/1.0.0\": {\"type\": \"project\", \"frameworkReferences\": [\"Microsoft.AspNetCore.App\"]}");

        string[] names = [.. Components(Json(own, null, Downloads)).Select(component => Text(component, "purl"))];

        Assert.Equal(["pkg:nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@10.0.12", "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12"], names);
    }

    [Fact]
    public void Who_uses_whom_is_told()
    {
        string target = Target("""
            "Top/1.0.0": {"type": "package", "runtime": {"t.dll": {}}, "dependencies": {"Below": "2.0.0", "Absent": "1.0.0"}},
            "Below/2.0.0": {"type": "package", "runtime": {"b.dll": {}}}
            """);

        JsonElement bill = Json(target, "Top/1.0.0", "\"frameworkReferences\": {}", "Below/2.0.0");
        Dictionary<string, string[]> uses = bill.GetProperty("dependencies").EnumerateArray()
            .ToDictionary(entry => Text(entry, "ref"), entry => entry.GetProperty("dependsOn").EnumerateArray().Select(used => used.GetString()!).ToArray());

        Assert.Equal(["pkg:nuget/Top@1.0.0"], uses["pkg:generic/ecocode"]);
        Assert.Equal(["pkg:nuget/Below@2.0.0"], uses["pkg:nuget/Top@1.0.0"]);
        Assert.Empty(uses["pkg:nuget/Below@2.0.0"]);
    }

    [Fact]
    public void The_program_is_named_with_the_hash_of_its_file_and_the_time_of_its_sources()
    {
        JsonElement bill = Json(Target(""), null);
        JsonElement metadata = bill.GetProperty("metadata");

        Assert.Equal("CycloneDX", Text(bill, "bomFormat"));
        Assert.Equal("1.6", Text(bill, "specVersion"));
        Assert.Equal("2026-11-22T00:00:00Z", Text(metadata, "timestamp"));
        Assert.Equal("1.2.3", Text(metadata.GetProperty("component"), "version"));
        Assert.Equal(Hash, Text(metadata.GetProperty("component").GetProperty("hashes")[0], "content"));
        Assert.Equal("urn:uuid:01234567-89ab-8def-8123-456789abcdef", Text(bill, "serialNumber"));
    }

    [Fact]
    public void Equal_inputs_give_equal_bytes()
    {
        byte[] assets = Encoding.UTF8.GetBytes(Assets(Target("\"A/1.0.0\": {\"type\": \"package\"}, \"B/1.0.0\": {\"type\": \"package\"}"), "\"frameworkReferences\": {}", "A/1.0.0", "B/1.0.0"));

        Assert.Equal(Bytes(assets), Bytes(assets));
    }

    private static byte[] Bytes(byte[] assets)
        => new Bill("1.2.3", Hash, new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Restored.Read(assets)).ToJson();

    private JsonElement Json(string target, string? library, string framework = "\"frameworkReferences\": {}", string? second = null)
    {
        string?[] libraries = [library, second];
        byte[] bytes = Bytes(Encoding.UTF8.GetBytes(Assets(target, framework, [.. libraries.OfType<string>()])));
        return JsonSerializer.Deserialize<JsonElement>(bytes);
    }

    private static string Target(string libraries) => $"\"net10.0\": {{}}, \"net10.0/linux-x64\": {{{libraries}}}";

    private string Assets(string targets, string framework, params string[] libraries)
    {
        string paths = string.Join(',', libraries.Select(library => $$"""
            "{{library}}": { "path": "{{library.ToLowerInvariant()}}", "files": ["x.nuspec", "{{(library.StartsWith("Analyzer", StringComparison.Ordinal) ? "analyzers" : "lib")}}/x.dll"] }
            """));
        return $$"""
            { "targets": { {{targets}} }, "libraries": { {{paths}} }, "packageFolders": { "{{_folder}}/": {} },
              "project": { "frameworks": { "net10.0": { {{framework}} } } } }
            """;
    }

    private void Package(string id, string version, string licence, byte[] hash)
    {
        string folder = Directory.CreateDirectory(Path.Join(_folder, id, version)).FullName;
        File.WriteAllText(Path.Join(folder, $"{id}.nuspec"), $"<package xmlns=\"urn:x\"><metadata>{licence}</metadata></package>");
        File.WriteAllText(Path.Join(folder, $"{id}.{version}.nupkg.sha512"), Convert.ToBase64String(hash));
    }

    private static JsonElement[] Components(JsonElement bill) => [.. bill.GetProperty("components").EnumerateArray()];

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;
}
