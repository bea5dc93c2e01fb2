namespace EcoCode.Agent.Tests.Serving;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ecocode-agent-").FullName;

    internal string PathOf(string name) => Path.Join(_path, name);

    /// <summary>Writes a file that only its owner can read.</summary>
    internal string Write(string name, string text)
    {
        string path = PathOf(name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
