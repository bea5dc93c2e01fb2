namespace EcoCode.Cli.Configuration;

/// <summary>A place where configuration is looked for.</summary>
/// <param name="Level">Whose it is.</param>
/// <param name="Path">Where; the file need not exist.</param>
internal sealed record ConfigFile(ConfigLevel Level, string Path);
