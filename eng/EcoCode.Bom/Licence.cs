using System.Xml.Linq;

namespace EcoCode.Bom;

/// <summary>The licence that a package says it is under.</summary>
/// <param name="Expression">An expression of SPDX; <c>null</c> where the package has a text of its own.</param>
/// <param name="Text">That text.</param>
internal sealed record Licence(string? Expression, string? Text)
{
    /// <summary>Reads it from the package's folder (learn.microsoft.com/nuget/reference/nuspec, <c>license</c>).</summary>
    /// <returns><c>null</c> where the package names none.</returns>
    public static Licence? Of(Package package)
    {
        string path = Path.Join(package.Folder, $"{package.Id}.nuspec".ToLowerInvariant());
        if (!File.Exists(path)) return null;
        XElement? licence = XDocument.Load(path).Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        if (licence is null) return null;
        return (string?)licence.Attribute("type") == "expression"
            ? new Licence(licence.Value, null)
            : new Licence(null, File.ReadAllText(Path.Join(package.Folder, licence.Value)));
    }
}
