namespace EcoCode.Cli.Configuration;

/// <summary>Where configuration is looked for.</summary>
internal static class ConfigPlaces
{
    internal const string FileName = "ecocode.json";

    private const string System = "/etc/ecocode/" + FileName;

    /// <summary>The places, the one that goes before the others first: a project's only where there is a file, the user's only where a home is known.</summary>
    /// <param name="folder">The folder to look for a project's file in, and in all above it.</param>
    /// <param name="environment">Tells an environment variable.</param>
    internal static List<ConfigFile> All(string? folder, Func<string, string?> environment)
    {
        string? user = UserPath(environment);
        var all = new List<ConfigFile>(3);
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Join(folder, FileName);
            if (path == user || path == System || !File.Exists(path)) continue;
            all.Add(new(ConfigLevel.Project, path));
            break;
        }

        if (user is not null) all.Add(new(ConfigLevel.User, user));
        all.Add(new(ConfigLevel.System, System));
        return all;
    }

    /// <summary>The working directory, or null where it has been deleted.</summary>
    internal static string? WorkingDirectory
    {
        get
        {
            try
            {
                return Directory.GetCurrentDirectory();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    private static string? UserPath(Func<string, string?> environment) => UserFolder(environment) is { } folder ? Path.Join(folder, FileName) : null;

    /// <summary>The user's folder, by the XDG Base Directory Specification, which has relative paths ignored; null where no home is known.</summary>
    internal static string? UserFolder(Func<string, string?> environment)
    {
        if (environment("XDG_CONFIG_HOME") is { Length: > 0 } config && Path.IsPathRooted(config)) return Path.Join(config, "ecocode");
        return environment("HOME") is { Length: > 0 } home && Path.IsPathRooted(home) ? Path.Join(home, ".config", "ecocode") : null;
    }
}
