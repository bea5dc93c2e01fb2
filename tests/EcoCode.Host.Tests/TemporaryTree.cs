using System.Text;

namespace EcoCode.Host.Tests;

/// <summary>A folder that a test fills and that goes with it.</summary>
internal sealed class TemporaryTree : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ecocode-");

    public string Root => _root.FullName;

    public PseudoFs Fs => new(Root);

    /// <summary>Writes a file, and the folders above it.</summary>
    public string Write(string relative, string content) => Write(relative, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string relative, byte[] content)
    {
        string path = Path.Join(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
