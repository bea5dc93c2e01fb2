namespace EcoCode.Bom;

/// <summary>A package of NuGet that was used.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Shipped">Whether something of it is in the published file; the others only helped to make it.</param>
/// <param name="Uses">Names of the packages that it uses itself.</param>
/// <param name="Folder">Where it was unpacked.</param>
internal sealed record Package(string Id, string Version, bool Shipped, IReadOnlyList<string> Uses, string Folder)
{
    /// <summary>Its name among the packages of all registries (github.com/package-url/purl-spec).</summary>
    public string Purl => $"pkg:nuget/{Id}@{Version}";

    /// <summary>SHA-512 of the package as it was downloaded, in hexadecimal; <c>null</c> where the folder does not have it.</summary>
    public string? Sha512
    {
        get
        {
            string path = Path.Join(Folder, $"{Id}.{Version}.nupkg.sha512".ToLowerInvariant());
            return File.Exists(path) ? Convert.ToHexStringLower(Convert.FromBase64String(File.ReadAllText(path).Trim())) : null;
        }
    }
}
