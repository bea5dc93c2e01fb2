using System.Xml.Linq;

namespace EcoCode.Architecture.Tests.Rules;

/// <summary>A project says what it is and what it uses; all that follows from it is in eng/ and the files at the root.</summary>
internal static class Projects
{
    private static readonly string[] Properties = ["ProjectType", "AllowUnsafeBlocks"];
    private static readonly string[] PropertiesOfTools = [.. Properties, "OutputType", "AssemblyName"];
    private static readonly string[] Items = ["ProjectReference", "PackageReference", "FrameworkReference", "EmbeddedResource"];

    public static IEnumerable<string> SaidTooMuchBy(ProjectFile project)
    {
        string[] properties = (string?)project.Xml.Descendants("ProjectType").SingleOrDefault() == "Tool" ? PropertiesOfTools : Properties;
        IEnumerable<XElement> groups = project.Xml.Elements();
        return groups.Where(group => group.Name.LocalName is not ("PropertyGroup" or "ItemGroup"))
            .Concat(groups.Where(group => group.Name == "PropertyGroup").Elements().Where(element => !properties.Contains(element.Name.LocalName)))
            .Concat(groups.Where(group => group.Name == "ItemGroup").Elements().Where(element => !Items.Contains(element.Name.LocalName)))
            .Select(element => $"{project.Path}: {element.Name.LocalName} belongs in eng/ or Directory.Build.props")
            .Concat(project.Xml.Descendants("PackageReference").Where(package => package.Attribute("Version") is not null)
                .Select(package => $"{project.Path}: the version of {(string?)package.Attribute("Include")} belongs in Directory.Packages.props"));
    }

    /// <summary>Shipped projects without a test project that has at least one test.</summary>
    public static IEnumerable<string> Untested(IEnumerable<ProjectFile> projects, IEnumerable<SourceFile> sources)
    {
        string[] tested = [.. sources.Where(file => file.Code.Contains("[Fact", StringComparison.Ordinal) || file.Code.Contains("[Theory", StringComparison.Ordinal))
            .Select(file => file.Path[..file.Path.LastIndexOf('/')])];
        return projects.Where(project => project.IsShipped)
            .Select(project => $"tests/{project.Name}.Tests")
            .Where(folder => !projects.Any(project => project.Folder == folder) || !tested.Any(path => $"{path}/".StartsWith($"{folder}/", StringComparison.Ordinal)))
            .Select(folder => $"{folder} has no test");
    }
}
