namespace EcoCode.Cli.Tests.Configuration;

/// <summary>A working directory with a project's file above it, and a home with a user's file; each only where a test writes it.</summary>
internal sealed class ConfigFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-config-").FullName;

    internal ConfigFolder() => Directory.CreateDirectory(Here);

    /// <summary>The working directory: two below the project's file.</summary>
    internal string Here => Path.Join(_root, "project", "src", "deep");

    internal string Project => Path.Join(_root, "project", "ecocode.json");

    internal string User => Path.Join(_root, "xdg", "ecocode", "ecocode.json");

    internal ConfigFolder WithProject(string text) => Write(Project, text);

    internal ConfigFolder WithUser(string text) => Write(User, text);

    /// <summary>Runs EcoCode there. Variables may stand before <c>$ECOCODE</c>.</summary>
    internal Ended Shell(string script) => Ecocode.Shell("export XDG_CONFIG_HOME=$1/xdg; export ECOCODE_LEDGER=$1/ledger.db; cd $1/project/src/deep; " + script, _root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ConfigFolder Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }
}
