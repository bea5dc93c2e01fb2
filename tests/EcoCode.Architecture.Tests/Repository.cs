using System.Reflection;

namespace EcoCode.Architecture.Tests;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal) { ".git", ".vs", "artifacts", "bin", "obj", "node_modules", "__pycache__" };

    /// <summary>The folder of the solution; the build writes it into the assembly (eng/Test.targets).</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>All C# files of src/, tests/ and bench/.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Paths("*.cs").Select(path => new SourceFile(path, File.ReadAllText(Path.Join(Root, path))))];

    /// <summary>The C# files of src/ alone.</summary>
    public static IReadOnlyList<SourceFile> Shipped { get; } = [.. Sources.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))];

    /// <summary>All projects.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Paths("*.csproj").Select(path => new ProjectFile(path, File.ReadAllText(Path.Join(Root, path))))];

    /// <summary>Paths relative to the root, with slashes, of what is not an output of a build.</summary>
    public static IEnumerable<string> Paths(string pattern)
        => new DirectoryInfo(Root).EnumerateFileSystemInfos()
            .Where(entry => !NotOurs.Contains(entry.Name))
            .SelectMany(entry => entry is DirectoryInfo folder ? folder.EnumerateFiles(pattern, Everywhere) : Top(entry.Name, pattern))
            .Select(file => Path.GetRelativePath(Root, file.FullName))
            .Where(path => !path.Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal);

    public static bool Has(string path) => File.Exists(Path.Join(Root, path));

    private static EnumerationOptions Everywhere => new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private static IEnumerable<FileInfo> Top(string name, string pattern) => new DirectoryInfo(Root).EnumerateFiles(pattern).Where(file => file.Name == name);
}
