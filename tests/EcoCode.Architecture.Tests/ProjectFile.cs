using System.Xml.Linq;

namespace EcoCode.Architecture.Tests;

/// <summary>A csproj as XML.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record ProjectFile(string Path, string Text)
{
    public XElement Xml { get; } = XElement.Parse(Text);

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public bool IsShipped => Path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>Names of the projects that it refers to.</summary>
    public IEnumerable<string> References
        => Xml.Descendants("ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
}
