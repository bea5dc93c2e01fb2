using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace EcoCode.Bom;

/// <summary>The bill of materials of a published file, as CycloneDX 1.6 (cyclonedx.org/docs/1.6/json). Equal inputs give equal bytes.</summary>
/// <param name="version">Version of the program.</param>
/// <param name="sha256">Hash of the file.</param>
/// <param name="time">When its sources were committed.</param>
/// <param name="packages">The packages of all projects; those that several use may be repeated.</param>
internal sealed class Bill(string version, string sha256, DateTimeOffset? time, IReadOnlyList<Package> packages)
{
    private const string Self = "pkg:generic/ecocode";

    /// <summary>The packages, each once, in the order of their names.</summary>
    public IReadOnlyList<Package> Packages { get; } = [.. packages.DistinctBy(package => package.Purl).OrderBy(package => package.Purl, StringComparer.OrdinalIgnoreCase)];

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            json.WriteString("serialNumber", $"urn:uuid:{Serial()}");
            json.WriteNumber("version", 1);
            WriteMetadata(json);
            json.WriteStartArray("components");
            foreach (Package package in Packages) WritePackage(json, package);
            json.WriteEndArray();
            WriteDependencies(json);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>A UUID of version 8 (RFC 9562), made of the file's hash, so that one file has one number.</summary>
    private Guid Serial()
    {
        byte[] bytes = Convert.FromHexString(sha256)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        if (time is { } moment) json.WriteString("timestamp", moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteStartObject("component");
        json.WriteString("type", "application");
        json.WriteString("bom-ref", Self);
        json.WriteString("name", "ecocode");
        json.WriteString("version", version);
        WriteHash(json, "SHA-256", sha256);
        WriteLicence(json, new Licence("MIT", null));
        json.WriteString("purl", $"{Self}@{version}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, Package package)
    {
        json.WriteStartObject();
        json.WriteString("type", package.Id.Contains(".App.Runtime.", StringComparison.Ordinal) ? "framework" : "library");
        json.WriteString("bom-ref", package.Purl);
        json.WriteString("name", package.Id);
        json.WriteString("version", package.Version);
        json.WriteString("scope", package.Shipped ? "required" : "excluded");
        if (package.Sha512 is { } hash) WriteHash(json, "SHA-512", hash);
        if (Licence.Of(package) is { } licence) WriteLicence(json, licence);
        json.WriteString("purl", package.Purl);
        json.WriteEndObject();
    }

    private static void WriteHash(Utf8JsonWriter json, string algorithm, string hash)
    {
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", algorithm);
        json.WriteString("content", hash);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLicence(Utf8JsonWriter json, Licence licence)
    {
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        if (licence.Expression is { } expression)
        {
            json.WriteString("expression", expression);
        }
        else
        {
            json.WriteStartObject("license");
            json.WriteString("name", "a text of its own");
            json.WriteStartObject("text");
            json.WriteString("contentType", "text/plain");
            json.WriteString("content", licence.Text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The program uses what no package uses; each package what it says.</summary>
    private void WriteDependencies(Utf8JsonWriter json)
    {
        Dictionary<string, string> byId = Packages.ToDictionary(package => package.Id, package => package.Purl, StringComparer.OrdinalIgnoreCase);
        HashSet<string> used = new(Packages.SelectMany(package => package.Uses), StringComparer.OrdinalIgnoreCase);
        json.WriteStartArray("dependencies");
        WriteDependency(json, Self, Packages.Where(package => !used.Contains(package.Id)).Select(package => package.Purl));
        foreach (Package package in Packages) WriteDependency(json, package.Purl, package.Uses.Where(byId.ContainsKey).Select(id => byId[id]));
        json.WriteEndArray();
    }

    private static void WriteDependency(Utf8JsonWriter json, string who, IEnumerable<string> uses)
    {
        json.WriteStartObject();
        json.WriteString("ref", who);
        json.WriteStartArray("dependsOn");
        foreach (string purl in uses.Order(StringComparer.Ordinal)) json.WriteStringValue(purl);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
